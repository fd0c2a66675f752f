using System.Globalization;
using System.Text.Json.Nodes;
using Capacity.Domain.Costs;
using Capacity.Domain.Demand;
using Capacity.Domain.Emotions;
using Capacity.Domain.Json;
using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Samples;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Tests.Rules;

/// <summary>The worked example, with every optional part present and one value changed.</summary>
internal static class Mutation
{
    public static readonly Scenarios.Scenario Whole = Complete();

    /// <summary>The text of the example in which the value at a JSON Pointer is replaced; "(remove)" takes it out.</summary>
    public static string Of(string pointer, string json)
    {
        var root = JsonNode.Parse(ScenarioJson.Write(Whole))!;
        var steps = pointer[1..].Split('/');
        var parent = steps[..^1].Aggregate(root, Step);
        if (parent is JsonArray list)
        {
            var index = int.Parse(steps[^1], CultureInfo.InvariantCulture);
            if (index == list.Count)
                list.Add(JsonNode.Parse(json));
            else
                list[index] = JsonNode.Parse(json);
        }
        else if (json == "(remove)")
            parent.AsObject().Remove(steps[^1]);
        else
            parent.AsObject()[steps[^1]] = JsonNode.Parse(json);
        return root.ToJsonString(CapacityJson.Indented);
    }

    private static JsonNode Step(JsonNode node, string step) =>
        node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!;

    private static Scenarios.Scenario Complete()
    {
        var scenario = Horizons.Scenario();
        var from = new LocalDate(2020, 3, 30);
        return scenario with
        {
            Network = scenario.Network with
            {
                Queues =
                [
                    scenario.Network.Queues[0] with
                    {
                        Callback = new CallbackOffer { Queue = "refund-callback" }, Overflow = new Overflow { Queue = "web-chat" },
                        Transfer = new Transfer { Probability = 0.1, Queue = "groups-voice" },
                    },
                    scenario.Network.Queues[1] with
                    {
                        HandleTime = new HandleTime { Law = HandleTimeLaw.Empirical, Quantiles = [1, 2, 4] },
                        Patience = new Patience { Law = PatienceLaw.Empirical, Quantiles = [0, 180, 900] },
                    },
                    .. scenario.Network.Queues.Skip(2).Select(queue => queue.Channel == Channel.Callback
                        ? queue with { CallbackTries = new CallbackTries() }
                        : queue),
                ],
                Sites = [scenario.Network.Sites[0] with { LaborRules = Lawful() }, .. scenario.Network.Sites.Skip(1)],
                Teams = [Staffed(scenario.Network.Teams[0]), .. scenario.Network.Teams.Skip(1)],
                LineGroups =
                [
                    new LineGroup { Id = "trunks", Queues = ["booking-voice", "groups-voice"], Lines = 60 },
                    new LineGroup { Id = "chats", Queues = ["web-chat"] },
                ],
            },
            Uncertainties =
            [
                new Uncertainty { Id = "demand", Figure = UncertainFigure.BaselineContacts },
                new Uncertainty { Id = "refunds", Figure = UncertainFigure.CohortContacts, Of = scenario.Cohorts[0].Id, Law = UncertaintyLaw.Beta },
            ],
            Announcements = [.. scenario.Announcements, new Announcement { Id = "sale", IssuedOn = from, EffectiveFrom = from, Probability = 0.5 }],
            Events =
            [
                new DemandEvent
                {
                    Id = "sale", During = new() { FromAnnouncement = "sale" }, Queues = ["booking-voice"], Reasons = ["change"], Change = 0.3, FadeMeanDays = 10,
                },
            ],
            Levers =
            [
                new Overtime { Id = "overtime", From = from, Team = "lille-refunds", HoursPerWeek = 40 },
                new Redeployment { Id = "move", From = from, FromTeam = "grenoble-activities", ToTeam = "lille-refunds", Heads = 10 },
                new CallbackLever { Id = "callback", From = from, Queue = "refund-voice", CallbackQueue = "refund-callback" },
                new Deflection { Id = "deflect", From = from, Reason = "refund-status", Queues = ["refund-voice"], Share = 0.4 },
                new Hire { Id = "hire", From = from, Team = "lille-refunds", Heads = 6, HoursPerWeek = 30, HourlyCost = 20 },
                new Recall { Id = "recall", From = from, Team = "grenoble-groups", Heads = 4 },
                new CrossTraining { Id = "train", From = from, Team = "grenoble-groups", Queue = "refund-voice", Heads = 5 },
                new ShrinkageChange { Id = "breaks", From = from, Until = from.PlusWeeks(2), Team = "nantes-files", Breaks = 0.06, Cohesion = 0.02 },
            ],
            EmotionalLoad = new EmotionalLoad(),
            OccupancyStrain = new OccupancyStrain(),
            Costs = new CostRates
            {
                Gestures = [new GesturePolicy { Queue = "refund-voice", Share = 0.1, Cost = 20 }],
                Budget = [new MonthBudget { Month = "2020-04", Cost = 250_000 }, new MonthBudget { Month = "2020-05", Cost = 250_000 }],
            },
            SiteClosures = [new SiteClosure { Id = "lockdown", Site = "lille", During = new Demand.Period { From = from }, Seats = 20 }],
        };
    }

    private static SiteRules Lawful() => new()
    {
        Pack = RulePack.P2st, Without = ["sunday"],
        Rules = [new LaborRule { Id = "house", Kind = LaborRuleKind.AverageWeeklyHours, Limit = 42, Per = 12, Source = "house agreement" }],
    };

    private static Team Staffed(Team team) => team with
    {
        Contracts = [new Contract { Id = "full", Share = 0.7 }, new Contract { Id = "part", Share = 0.3, HoursPerWeek = 24, HourlyCost = 21 }],
        Tenure = [new TenureShare { Months = 3, Share = 0.2 }],
        Attrition = [new AttritionStep { PerYear = 0.4 }],
        Learning = new LearningCurve(),
        Shifts = [new ShiftPattern { Id = "day", Breaks = [new ShiftBreak()] }],
    };
}
