using Capacity.Hosting;

return await CapacityHost.RunAsync(async () =>
{
    // The settings lie beside the program, from wherever it is started.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    await builder.AddCapacityAsync();
    var app = builder.Build();
    app.MapCapacity();
    return app;
});
