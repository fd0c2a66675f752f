using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using Microsoft.Extensions.Localization;
using Period = Capacity.Domain.Demand.Period;

namespace Capacity.Dashboard.Views;

/// <summary>What is decided in a scenario as forms: levers of every kind, and short-time work.</summary>
public sealed class DecisionEditor(Scenario scenario, IStringLocalizer text)
{
    private static readonly EditedList<Lever> Levers = new(one => one.Levers, (one, list) => one with { Levers = list });
    private static readonly EditedList<Furlough> Furloughs = new(one => one.Furloughs, (one, list) => one with { Furloughs = list });

    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private Network Network => scenario.Network;

    /// <summary>Levers, then short-time work.</summary>
    public IReadOnlyList<EditedSection> Sections() =>
    [
        new("Levers", text["Levers"], text["Levers.Note"], [.. scenario.Levers.Select(Item)],
            [.. Possible().Select(lever => new EditedAction("Levers." + Kind(lever), text["LeverAdd." + Kind(lever)], Levers.Add(one => OnTime(lever, one))))]),
        new("Furloughs", text["Furloughs"], text["Furloughs.Note"], [.. scenario.Furloughs.Select(Item)],
            Network.Teams.Count == 0 ? [] : [new EditedAction("Furloughs.Add", text["Furloughs.Add"], Furloughs.Add(one => new Furlough
            {
                Id = ScenarioEditor.NewId("short-time", one.Furloughs.Select(furlough => furlough.Id)), Team = Network.Teams[0].Id, Share = 0.5,
                During = new Period { From = one.AsOf, Until = one.AsOf.PlusWeeks(4) },
            }))]),
    ];

    /// <summary>One lever of each kind that this network has a use for, as it is proposed at first.</summary>
    private IEnumerable<Lever> Possible()
    {
        if (Network.Teams.Count == 0) yield break;
        Team team = Network.Teams[0];
        Team idle = Network.Teams.FirstOrDefault(one => scenario.Furloughs.Any(furlough => furlough.Team == one.Id)) ?? Network.Teams[^1];
        yield return new Overtime { Team = team.Id, HoursPerWeek = 10 };
        yield return new Hire { Team = team.Id, Heads = 1 };
        if (scenario.Furloughs.Count > 0) yield return new Recall { Team = idle.Id, Heads = 1 };
        if (Network.Teams.FirstOrDefault(one => one.Id != idle.Id) is { } other)
            yield return new Redeployment { FromTeam = idle.Id, ToTeam = other.Id, Heads = Math.Min(1, idle.Headcount) };
        if (Network.Queues.FirstOrDefault(queue => Learns(team, queue)) is { } unknown)
            yield return new CrossTraining { Team = team.Id, Queue = unknown.Id, Heads = Math.Min(1, team.Headcount) };
        if (Network.Queues.FirstOrDefault(queue => queue.Channel == Channel.Voice) is { } voice && Network.Queues.FirstOrDefault(queue => queue.Channel == Channel.Callback) is { } callback)
            yield return new CallbackLever { Queue = voice.Id, CallbackQueue = callback.Id };
        if (Network.Reasons.Count > 0) yield return new Deflection { Reason = Network.Reasons[0].Id, Share = 0.1 };
        yield return new ShrinkageChange { Team = team.Id, Training = team.Shrinkage.Training };
    }

    /// <summary>A lever with an id of its own that begins on the first day that its lead time allows.</summary>
    private static Lever OnTime(Lever lever, Scenario scenario) => lever with
    {
        Id = ScenarioEditor.NewId(Kind(lever), scenario.Levers.Select(known => known.Id)), From = scenario.AsOf.PlusDays(lever.LeadDays()),
    };

    private EditedItem Item(Lever lever, int place) => new(lever.Id, LeverTitle.Of(Network, lever).In(Language), Due(lever),
        [.. Fields(lever, place), .. Days(new FieldMaker<Lever>(scenario, text, Levers, place), lever)])
    {
        Remove = Levers.Remove(place),
    };

    private string Due(Lever lever) => text[lever.DecideBy() < scenario.AsOf ? "DecideByPast" : "DecideBy", Figures.Date(lever.DecideBy())];

    private EditedItem Item(Furlough furlough, int place)
    {
        FieldMaker<Furlough> make = new(scenario, text, Furloughs, place);
        return new EditedItem(furlough.Id, Name(furlough.Team), Figures.Percent(furlough.Share),
        [
            make.Choice("Team", furlough.Team, (one, value) => one with { Team = value }, Teams()),
            make.Share("FurloughShare", furlough.Share, (one, value) => one with { Share = value ?? 0 }),
            make.Number("RecallNoticeDays", furlough.RecallNoticeDays, (one, value) => one with { RecallNoticeDays = Whole(value, 3) }, "Days", 0, 365),
            .. make.Days(furlough.During, (one, during) => one with { During = during }),
        ])
        {
            Remove = Furloughs.Remove(place),
        };
    }

    private IEnumerable<EditedField> Fields(Lever lever, int place) => lever switch
    {
        Overtime overtime => Of(Make<Overtime>(place), overtime),
        Hire hire => Of(Make<Hire>(place), hire),
        Recall recall => Of(Make<Recall>(place), recall),
        Redeployment move => Of(Make<Redeployment>(place), move),
        CrossTraining course => Of(Make<CrossTraining>(place), course),
        CallbackLever callback => Of(Make<CallbackLever>(place), callback),
        Deflection deflection => Of(Make<Deflection>(place), deflection),
        ShrinkageChange change => Of(Make<ShrinkageChange>(place), change),
        _ => throw new ArgumentOutOfRangeException(nameof(lever), lever.GetType().Name, "A lever without a form."),
    };

    private IEnumerable<EditedField> Of(FieldMaker<Overtime> make, Overtime lever) =>
    [
        make.Choice("Team", lever.Team, (one, value) => one with { Team = value }, Teams()),
        make.Number("HoursPerWeek", lever.HoursPerWeek, (one, value) => one with { HoursPerWeek = value ?? 0 }, "Hours", 0, 1e6),
        make.Number("NoticeDays", lever.NoticeDays, (one, value) => one with { NoticeDays = Whole(value, 3) }, "Days", 0, 3660),
    ];

    private IEnumerable<EditedField> Of(FieldMaker<Hire> make, Hire lever) =>
    [
        make.Choice("Team", lever.Team, (one, value) => one with { Team = value }, Teams()),
        make.Number("Heads", lever.Heads, (one, value) => one with { Heads = value ?? 0 }, "Heads", 0, 100_000),
        make.Choice("Contract", lever.Contract, (one, value) => one with { Contract = value }),
        make.Number("HoursOfOne", lever.HoursPerWeek, (one, value) => one with { HoursPerWeek = value }, "Hours", 0.5, 80, text["OfTeam"]),
        make.Number("HourlyCost", lever.HourlyCost, (one, value) => one with { HourlyCost = value }, "Euros", 0, 10_000, text["OfTeam"]),
        make.Number("CostPerHead", lever.CostPerHead, (one, value) => one with { CostPerHead = value ?? 0 }, "Euros", 0, 1e6),
        make.Number("FillDays", lever.FillDays, (one, value) => one with { FillDays = Whole(value, 34) }, "Days", 0, 3660),
        make.Number("TrainingDays", lever.TrainingDays, (one, value) => one with { TrainingDays = Whole(value, 40) }, "Days", 0, 3660),
    ];

    private IEnumerable<EditedField> Of(FieldMaker<Recall> make, Recall lever) =>
    [
        make.Choice("Team", lever.Team, (one, value) => one with { Team = value }, Teams()),
        make.Number("Heads", lever.Heads, (one, value) => one with { Heads = value ?? 0 }, "Heads", 0, 100_000),
        make.Number("NoticeDays", lever.NoticeDays, (one, value) => one with { NoticeDays = Whole(value, 3) }, "Days", 0, 3660),
    ];

    private IEnumerable<EditedField> Of(FieldMaker<Redeployment> make, Redeployment lever) =>
    [
        make.Choice("FromTeam", lever.FromTeam, (one, value) => one with { FromTeam = value }, Teams()),
        make.Choice("ToTeam", lever.ToTeam, (one, value) => one with { ToTeam = value }, Teams()),
        make.Number("Heads", lever.Heads, (one, value) => one with { Heads = value ?? 0 }, "Heads", 0, 100_000),
        make.Number("Pace", lever.HandleTimeFactor, (one, value) => one with { HandleTimeFactor = value ?? 1.25 }, "Times", 0.01, 20),
        make.Number("ResolutionFactor", lever.ResolutionFactor, (one, value) => one with { ResolutionFactor = value ?? 1 }, "Times", 0, 10),
        make.Number("TrainingDays", lever.TrainingDays, (one, value) => one with { TrainingDays = Whole(value, 2) }, "Days", 0, 365),
        make.Number("NoticeDays", lever.NoticeDays, (one, value) => one with { NoticeDays = Whole(value, 3) }, "Days", 0, 3660),
    ];

    private IEnumerable<EditedField> Of(FieldMaker<CrossTraining> make, CrossTraining lever) =>
    [
        make.Choice("Team", lever.Team, (one, value) => one with { Team = value }, Teams()),
        make.Choice("LearnedQueue", lever.Queue, (one, value) => one with { Queue = value }, make.Queues()),
        make.Number("Heads", lever.Heads, (one, value) => one with { Heads = value ?? 0 }, "Heads", 0, 100_000),
        make.Number("Preference", lever.Priority, (one, value) => one with { Priority = Whole(value, 2) }, "", 0, 1000),
        make.Number("Pace", lever.HandleTimeFactor, (one, value) => one with { HandleTimeFactor = value ?? 1.25 }, "Times", 0.01, 20),
        make.Share("TrainingShare", lever.TrainingShare, (one, value) => one with { TrainingShare = value ?? 1 }),
        make.Number("CostPerHead", lever.CostPerHead, (one, value) => one with { CostPerHead = value ?? 0 }, "Euros", 0, 1e6),
        make.Number("TrainingDays", lever.TrainingDays, (one, value) => one with { TrainingDays = Whole(value, 10) }, "Days", 0, 3660),
        make.Number("NoticeDays", lever.NoticeDays, (one, value) => one with { NoticeDays = Whole(value, 3) }, "Days", 0, 3660),
    ];

    private IEnumerable<EditedField> Of(FieldMaker<CallbackLever> make, CallbackLever lever) =>
    [
        make.Choice("Queue", lever.Queue, (one, value) => one with { Queue = value }, Queues(Channel.Voice)),
        make.Choice("CallbackQueue", lever.CallbackQueue, (one, value) => one with { CallbackQueue = value }, Queues(Channel.Callback)),
        make.Number("ThresholdSeconds", lever.ThresholdSeconds, (one, value) => one with { ThresholdSeconds = value ?? 240 }, "Seconds", 0, 86_400),
        make.Share("Acceptance", lever.Acceptance, (one, value) => one with { Acceptance = value ?? 0 }),
        make.Number("SetupDays", lever.SetupDays, (one, value) => one with { SetupDays = Whole(value, 2) }, "Days", 0, 3660),
    ];

    private static IEnumerable<EditedField> Of(FieldMaker<Deflection> make, Deflection lever) =>
    [
        make.Choice("Reason.Field", lever.Reason, (one, value) => one with { Reason = value }, make.Reasons()),
        make.Several("Queues", lever.Queues, (one, queues) => one with { Queues = queues }, make.Queues()),
        make.Share("TriedShare", lever.Share, (one, value) => one with { Share = value ?? 0 }),
        make.Share("SettledShare", lever.Resolution, (one, value) => one with { Resolution = value ?? 0 }),
        make.Number("ReturnMeanDays", lever.ReturnMeanDays, (one, value) => one with { ReturnMeanDays = value ?? 1 }, "Days", 0.01, 3660),
        make.Number("ReturnPace", lever.ReturnHandleTimeFactor, (one, value) => one with { ReturnHandleTimeFactor = value ?? 1.15 }, "Times", 0.01, 20),
        make.Share("ReturnHardShare", lever.ReturnHardShare, (one, value) => one with { ReturnHardShare = value ?? 0 }),
        make.Number("OneOffCost", lever.OneOffCost, (one, value) => one with { OneOffCost = value ?? 0 }, "Euros", 0, 1e9),
        make.Number("SetupDays", lever.SetupDays, (one, value) => one with { SetupDays = Whole(value, 5) }, "Days", 0, 3660),
    ];

    private IEnumerable<EditedField> Of(FieldMaker<ShrinkageChange> make, ShrinkageChange lever)
    {
        Shrinkage usual = Network.Teams.FirstOrDefault(team => team.Id == lever.Team)?.Shrinkage ?? new Shrinkage();
        return
        [
            make.Choice("Team", lever.Team, (one, value) => one with { Team = value }, Teams()),
            make.Share("Breaks", lever.Breaks, (one, value) => one with { Breaks = value }) with { Placeholder = Figures.Percent(usual.Breaks, 1) },
            make.Share("Meetings", lever.Meetings, (one, value) => one with { Meetings = value }) with { Placeholder = Figures.Percent(usual.Meetings, 1) },
            make.Share("Training", lever.Training, (one, value) => one with { Training = value }) with { Placeholder = Figures.Percent(usual.Training, 1) },
            make.Share("Cohesion", lever.Cohesion, (one, value) => one with { Cohesion = value }) with { Placeholder = Figures.Percent(usual.Cohesion, 1) },
            make.Number("NoticeDays", lever.NoticeDays, (one, value) => one with { NoticeDays = Whole(value, 3) }, "Days", 0, 3660),
        ];
    }

    private static IEnumerable<EditedField> Days(FieldMaker<Lever> make, Lever lever) =>
    [
        make.Date("From", lever.From, (one, day) => one with { From = day ?? one.From }),
        make.Date("Until", lever.Until, (one, day) => one with { Until = day }),
    ];

    /// <summary>The levers of one kind at their places among all.</summary>
    private FieldMaker<T> Make<T>(int place) where T : Lever => new(scenario, text, new EditedList<T>(
        one => [.. one.Levers.Select(lever => (lever as T)!)],
        (one, list) => one with { Levers = [.. list.Zip(one.Levers, (changed, kept) => (Lever?)changed ?? kept)] }), place);

    private static string Kind(Lever lever) => lever switch
    {
        Overtime => "overtime",
        Hire => "hire",
        Recall => "recall",
        Redeployment => "redeployment",
        CrossTraining => "cross-training",
        CallbackLever => "callback",
        Deflection => "self-service",
        _ => "shrinkage",
    };

    private static bool Learns(Team team, Queue queue) => team.Skills.All(skill => skill.Queue != queue.Id);

    private static int Whole(double? typed, int usual) => typed is { } value ? (int)Math.Round(value) : usual;

    private string Name(string team) => Network.Teams.FirstOrDefault(one => one.Id == team)?.Name.In(Language) ?? team;

    private IEnumerable<(string Value, string Label)> Teams() => Network.Teams.Select(team => (team.Id, team.Name.In(Language)));

    private IEnumerable<(string Value, string Label)> Queues(Channel channel) =>
        Network.Queues.Where(queue => queue.Channel == channel).Select(queue => (queue.Id, queue.Name.In(Language)));
}
