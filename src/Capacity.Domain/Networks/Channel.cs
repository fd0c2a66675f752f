namespace Capacity.Domain.Networks;

/// <summary>How a contact reaches the organization; the names are those of the HTTP contract.</summary>
public enum Channel
{
    Voice,
    Chat,
    Message,
    Email,
    Social,
    Callback,
    BackOffice,
}

/// <summary>What a channel does to the way contacts wait and are served.</summary>
public static class ChannelBehavior
{
    /// <summary>A deferred contact waits as a case with a due time, across nights and weekends; it never abandons while waiting.</summary>
    public static bool IsDeferred(this Channel channel) =>
        channel is Channel.Email or Channel.Social or Channel.Message or Channel.BackOffice or Channel.Callback;

    /// <summary>Several contacts of the channel share one agent.</summary>
    public static bool IsConcurrent(this Channel channel) => channel is Channel.Chat;
}
