using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>What an obligation comes to once the terms of its kind fill in what it leaves out.</summary>
/// <param name="Holders">Customers who hold the promise.</param>
/// <param name="DueMonths">Months from the cohort's day to the due date.</param>
/// <param name="DueDays">Days added to the months.</param>
/// <param name="DueOn">The due date where it does not depend on the cohort's day.</param>
/// <param name="Contacts">Contacts per holder when the promise is kept.</param>
/// <param name="Delay">When they come, counted from the due date.</param>
/// <param name="Source">Where the terms come from, with the grade of the source.</param>
public sealed record ObligationTerms(
    double Holders, int DueMonths, int DueDays, LocalDate? DueOn, IReadOnlyList<ContactPropensity> Contacts, DelayKernel Delay, string Source)
{
    /// <summary>Contacts that keeping the promise makes, all holders and queues together.</summary>
    public double ContactsWhenKept => Holders * Contacts.Sum(contact => contact.PerCustomer);

    /// <summary>The day on which it falls due for customers struck on a day.</summary>
    public LocalDate DueDate(LocalDate struck) => DueOn ?? struck.PlusMonths(DueMonths).PlusDays(DueDays);

    public static ObligationTerms Of(Obligation obligation, Cohort cohort)
    {
        var usual = Usual(obligation.Kind);
        var dated = obligation.DueMonths is not null || obligation.DueDays is not null;
        return new ObligationTerms(
            cohort.Customers * obligation.Share,
            dated ? obligation.DueMonths ?? 0 : usual.Months,
            dated ? obligation.DueDays ?? 0 : usual.Days,
            obligation.DueOn,
            obligation.Contacts.Count > 0 ? obligation.Contacts : Echo(cohort, usual.PerHolder),
            obligation.Delay ?? usual.Delay,
            obligation.Source.Length > 0 ? obligation.Source : usual.Source);
    }

    /// <summary>The terms that a kind has where nothing else is said.</summary>
    public static UsualTerms Usual(ObligationKind kind) => kind switch
    {
        ObligationKind.Refund => new(0, 14, 0.05, new DelayKernel { SpikeShare = 0.50, SpikeMeanDays = 2, TailMedianDays = 7, TailSigma = 0.7 },
            "14 days in common law for cancelled travel [S trajectoires-tourisme]; contacts and delay [A]."),
        ObligationKind.Voucher => new(18, 0, 0.45, new DelayKernel { SpikeShare = 0.35, SpikeMeanDays = 4, TailMedianDays = 30, TailSigma = 0.9 },
            "Ordonnance 2020-315: voucher for 18 months, then refund [S LCI, Que Choisir]; contacts and delay [A]."),
        ObligationKind.Stay => new(12, 0, 0.30, new DelayKernel { SpikeShare = 0.50, SpikeMeanDays = 3, TailMedianDays = 14, TailSigma = 0.8 },
            "A stay booked again for the same season of the next year; months, contacts and delay [A]."),
        ObligationKind.Complaint => new(2, 0, 0.20, new DelayKernel { SpikeShare = 0.50, SpikeMeanDays = 3, TailMedianDays = 14, TailSigma = 0.8 },
            "Answer within two months, then the mediator: ACPR 2022-R-01 for banks and insurers [S]; contacts and delay [A]."),
        _ => new(0, 0, 0, new DelayKernel(), ""),
    };

    /// <summary>The same queues and reasons as the cohort's first contacts, in the same proportions.</summary>
    private static IReadOnlyList<ContactPropensity> Echo(Cohort cohort, double perHolder)
    {
        var first = cohort.Contacts.Sum(contact => contact.PerCustomer);
        return perHolder > 0 && first > 0
            ? [.. cohort.Contacts.Select(contact => contact with { PerCustomer = contact.PerCustomer * perHolder / first })]
            : [];
    }
}

/// <summary>Months and days until a kind of promise falls due, contacts per holder when it is kept, and when they come.</summary>
public sealed record UsualTerms(int Months, int Days, double PerHolder, DelayKernel Delay, string Source);
