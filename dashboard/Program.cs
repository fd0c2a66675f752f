using Capacity.Dashboard.Account;
using Capacity.Dashboard.BlazorScript;
using Capacity.Dashboard.Preferences;
using Capacity.Dashboard.Shell;
using Capacity.Hosting.Identity;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = ContentRoot.Find(),
});
builder.WebHost.UseStaticWebAssets();
builder.Services.AddSingleton(await Capacity.Storage.CapacityDatabase.OpenAsync(builder.Configuration.GetSection("Storage").Get<Capacity.Storage.StorageOptions>() ?? new()));
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
app.MapFirstStart();
app.MapAccount();
app.MapPreferences();
app.MapPages();
await app.RunAsync();
