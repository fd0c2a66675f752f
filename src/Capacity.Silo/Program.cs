using Capacity.Hosting;

return await CapacityHost.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    await builder.AddCapacityAsync();
    var app = builder.Build();
    app.MapCapacity();
    return app;
});
