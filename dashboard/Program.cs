using Capacity.Dashboard.Account;
using Capacity.Dashboard.BlazorScript;
using Capacity.Dashboard.Preferences;
using Capacity.Dashboard.Shell;
using Capacity.Hosting;
using Capacity.Hosting.Identity;

return await CapacityHost.RunAsync(async () =>
{
    WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find() });
    builder.WebHost.UseStaticWebAssets();
    await builder.AddCapacityAsync();
    builder.Services.AddCapacityIdentity();
    builder.Services.AddPages();

    WebApplication app = builder.Build();
    app.UseContentSecurity();
    app.UsePageLocalization();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapStaticAssets().AllowAnonymous();
    app.MapBlazorScript();
    app.MapCapacity();
    app.MapFirstStart();
    app.MapAccount();
    app.MapPeople();
    app.MapPreferences();
    app.MapPages();
    return app;
});
