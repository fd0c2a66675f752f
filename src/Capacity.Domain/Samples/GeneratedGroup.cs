using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Numerics.Randomness;

namespace Capacity.Domain.Samples;

/// <summary>Up to four queues of a generated operation with the teams that serve them; everything drawn from the group's own streams.</summary>
internal sealed class GeneratedGroup
{
    /// <summary>Contacts that come back, by redial, recontact and chasing, on top of the fresh ones in an ordinary week.</summary>
    private const double Amplification = 1.2;

    private static readonly double[] Weekdays = [1.2, 1.05, 1, 1, 1, 0.6, 0];
    private readonly int _number;
    private readonly GeneratedNetworkOptions _options;
    private readonly List<string> _names;
    private readonly double[] _perWeek;
    private readonly double[] _handleFactor;
    private readonly double _load;
    private readonly int _teams;
    private readonly bool _hasNext;

    public GeneratedGroup(int number, GeneratedNetworkOptions options)
    {
        (_number, _options) = (number, options);
        var first = number * GeneratedNetwork.GroupSize;
        var size = Math.Min(GeneratedNetwork.GroupSize, options.Queues - first);
        _hasNext = first + size < options.Queues;
        _names = [.. Enumerable.Range(0, size).Select(place => NameOf(number, place))];
        var stream = Stream(StreamPurpose.ScenarioParameter);
        _load = options.Load * (1 + options.LoadSpread * (2 * stream.NextUnit() - 1));
        _teams = Math.Max(1, (int)Math.Floor((first + size) * options.TeamsPerQueue) - (int)Math.Floor(first * options.TeamsPerQueue));
        (_perWeek, _handleFactor) = (new double[size], new double[size]);
        for (var place = 0; place < size; place++)
        {
            // Lognormal with coefficient of variation 0.9 and mean one: σ² = log(1 + 0.81).
            var volume = stream.NextLognormal(-0.2967, 0.7703);
            _perWeek[place] = options.ContactsPerWeek * volume * GeneratedQueues.RelativeVolume(GeneratedQueues.ChannelOf(number, place));
            _handleFactor[place] = 0.75 + 0.5 * stream.NextUnit();
        }
    }

    private string SiteId => $"site-{_number + 1}";

    public Site Site() => new() { Id = SiteId, Name = LocalizedText.Of($"Site {_number + 1}", $"Site {_number + 1}") };

    public IEnumerable<Queue> Queues() =>
        _names.Select((_, place) => GeneratedQueues.Of(_number, place, _handleFactor[place], _names));

    public IEnumerable<Team> Teams()
    {
        var stream = Stream(StreamPurpose.Routing);
        for (var team = 0; team < _teams; team++)
        {
            var places = Enumerable.Range(0, _names.Count).Where(place => HomeOf(place) == team % _names.Count).ToList();
            if (places.Count == 0 || (_teams >= _names.Count && team / _names.Count >= TeamsOf(places, team % _names.Count)))
                continue;
            yield return new Team
            {
                Id = $"team-{_number + 1}-{team + 1}",
                Name = LocalizedText.Of($"Équipe {_number + 1}-{team + 1}", $"Team {_number + 1}-{team + 1}"),
                Site = SiteId,
                Headcount = Math.Round(places.Sum(HeadsFor) / TeamsOf(places, team % _names.Count), 2),
                WorkingHours = GeneratedQueues.Counter,
                PresenceByHour = HorizonsShapes.Presence(),
                Skills = [.. SkillsOf(places, ref stream)],
            };
        }
    }

    /// <summary>The place among the teams at which a queue is served: small queues go along with the next that has people enough.</summary>
    private int HomeOf(int place)
    {
        if (_teams < _names.Count)
            return place % _teams;
        for (var step = 0; step < _names.Count; step++)
            if (HeadsFor((place + step) % _names.Count) >= _options.SmallestTeam)
                return (place + step) % _names.Count;
        return 0;
    }

    /// <summary>Teams that serve the same queues first: no more than have people enough.</summary>
    private int TeamsOf(List<int> places, int home)
    {
        var teams = _teams < _names.Count ? 1 : (_teams - home + _names.Count - 1) / _names.Count;
        return _options.SmallestTeam > 0 ? Math.Clamp((int)(places.Sum(HeadsFor) / _options.SmallestTeam), 1, teams) : teams;
    }

    private double HeadsFor(int place)
    {
        var hours = Amplification * _perWeek[place] * _handleFactor[place]
            * GeneratedQueues.Work(GeneratedQueues.ChannelOf(_number, place)) / 3600;
        var team = new Team();
        return hours / (team.ContractHours * team.Shrinkage.Remaining() * _load);
    }

    /// <summary>First the team's own queues, then its neighbor in the group; one team in eight helps the next group's first line.</summary>
    private List<Skill> SkillsOf(List<int> places, ref RandomStream stream)
    {
        var skills = places.Select(place => new Skill { Queue = _names[place] }).ToList();
        if (_options.SpecialistShare > 0 && stream.NextBernoulli(_options.SpecialistShare))
            return skills;
        var neighbor = _names[(places[^1] + 1) % _names.Count];
        if (skills.All(skill => skill.Queue != neighbor))
            skills.Add(new Skill { Queue = neighbor, Priority = 2, HandleTimeFactor = 1.1 });
        if (stream.NextBernoulli(0.125) && _hasNext)
            skills.Add(new Skill { Queue = NameOf(_number + 1, 0), Priority = 3, HandleTimeFactor = 1.2 });
        return skills;
    }

    public IEnumerable<Baseline> Baselines() => _names.Select((name, place) => new Baseline
    {
        Queue = name,
        Days = HorizonsShapes.Days(
            _perWeek[place], Weekdays,
            GeneratedQueues.ChannelOf(_number, place) is Channel.Email or Channel.BackOffice ? null : GeneratedQueues.Counter),
        DailyVariation = 0.06,
        Source = "Generated [A].",
    });

    /// <summary>At most one event a quarter, with contacts of up to one and a half ordinary weeks on every queue of the group.</summary>
    public IEnumerable<Cohort> Events()
    {
        for (var quarter = 0; quarter * 13 < _options.Weeks; quarter++)
        {
            var stream = Stream(StreamPurpose.Announcement, (uint)quarter);
            var (strikes, when, size) = (stream.NextUnit(), stream.NextUnit(), stream.NextUnit());
            if (strikes >= _options.EventShare)
                continue;
            yield return new Cohort
            {
                Id = $"event-{_number + 1}-{quarter + 1}",
                Name = LocalizedText.Of($"Événement {_number + 1}-{quarter + 1}", $"Event {_number + 1}-{quarter + 1}"),
                Date = GeneratedNetwork.Start.PlusDays(91 * quarter + 7 + (int)(70 * when)),
                Customers = 1000,
                CustomersVariation = 0.2,
                Contacts = [.. _names.Select((name, place) => new ContactPropensity
                {
                    Queue = name,
                    Reason = place == 0 ? "status" : "request",
                    PerCustomer = Math.Round((0.5 + size) * _perWeek[place] / 1000, 6),
                })],
                Delay = new DelayKernel { SpikeShare = 0.25, SpikeMeanDays = 1.5, TailMedianDays = 8, TailSigma = 0.7 },
                HandleTimeFactor = 1.15,
                Emotion = 0.2,
                Source = "Generated [A].",
            };
        }
    }

    /// <summary>Half a day's cases of e-mail and back office are open at the start.</summary>
    public IEnumerable<OpeningBacklog> Backlogs() =>
        from place in Enumerable.Range(0, _names.Count)
        where GeneratedQueues.ChannelOf(_number, place) is Channel.Email or Channel.BackOffice
        select new OpeningBacklog { Queue = _names[place], Cases = Math.Round(_perWeek[place] / 12), OldestDays = 1 };

    private static string NameOf(int group, int place) =>
        $"{GeneratedQueues.ChannelOf(group, place) switch
        {
            Channel.Voice => place == 0 ? "line" : "desk",
            Channel.BackOffice => "files",
            var channel => channel.ToString().ToLowerInvariant(),
        }}-{group + 1}";

    private RandomStream Stream(StreamPurpose purpose, uint owner = 0) => RandomStream.For(_options.Seed, (ulong)_number, purpose, owner);
}
