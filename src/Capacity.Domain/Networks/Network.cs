using System.ComponentModel;
using Capacity.Domain.Labor;

namespace Capacity.Domain.Networks;

/// <summary>The organization that answers: sites hold teams, teams have skills for queues, contacts have reasons.</summary>
public sealed record Network
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "network";

    [Description("What people call the organization.")]
    public LocalizedText Name { get; init; } = new();

    [Description("IANA time zone in which days and weeks of results are counted, for example Europe/Paris.")]
    public string TimeZone { get; init; } = "Europe/Paris";

    [Description("Places where teams work.")]
    public IReadOnlyList<Site> Sites { get; init; } = [];

    [Description("Groups of people with the same hours and skills.")]
    public IReadOnlyList<Team> Teams { get; init; } = [];

    [Description("Lines of contacts.")]
    public IReadOnlyList<Queue> Queues { get; init; } = [];

    [Description("Why customers make contact.")]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    [Description("Who serves whom.")]
    public Routing Routing { get; init; } = new();

    [Description("Lines that queues share; queues of no group have as many as they need.")]
    public IReadOnlyList<LineGroup> LineGroups { get; init; } = [];
}

/// <summary>A place where teams work, with its seats and the share of its people who can work from home.</summary>
public sealed record Site
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the site.")]
    public LocalizedText Name { get; init; } = new();

    [Description("IANA time zone of the site's working hours.")]
    public string TimeZone { get; init; } = "Europe/Paris";

    [Description("Workplaces; together with remote work a ceiling on positions at any moment.")]
    public int Seats { get; init; } = int.MaxValue;

    [Description("Share (0–1) of the site's people who can work from home and then need no seat.")]
    public double RemoteShare { get; init; }

    [Description("Labor rules that plans for the site must keep; absent: none are checked.")]
    public SiteRules? LaborRules { get; init; }
}

/// <summary>Why customers make contact; it decides how hard the contact is and how often one contact settles the case.</summary>
public sealed record Reason
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("What people call the reason.")]
    public LocalizedText Name { get; init; } = new();

    [Description("First-contact resolution: probability (0–1) that a served contact settles its case. Default 0.70 (SQM, FIELD grade S).")]
    public double FirstContactResolution { get; init; } = 0.70;

    [Description("Share (0–1) of contacts of this reason that are emotionally hard.")]
    public double Emotion { get; init; }

    [Description("How hard the hard ones are, as a share (0–1) of the scenario's emotional load. Default 1 (assumption, FIELD grade A).")]
    public double Intensity { get; init; } = 1;

    [Description("Handle-time multiplier of this reason (1 = the queue's own handle time).")]
    public double HandleTimeFactor { get; init; } = 1;

    [Description("Revenue or penalty in euros that an abandoned or overdue contact of this reason costs.")]
    public double LossPerAbandonment { get; init; }
}
