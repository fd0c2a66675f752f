namespace Capacity.Grains;

/// <summary>The name of the storage provider that keeps the state of grains.</summary>
public static class GrainStorageName
{
    public const string Capacity = "capacity";
}
