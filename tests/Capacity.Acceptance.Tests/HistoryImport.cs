using System.Text;
using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

public class HistoryImport(Site site)
{
    // The field of the import once it is heard: before that it is disabled.
    private const string HeardField = "#import input[type=file]:not([disabled])";

    private static readonly FilePayload Poem = new() { Name = "poem.csv", MimeType = "text/csv", Buffer = "a rose is\na rose is\na rose"u8.ToArray() };

    [Theory]
    [InlineData("fr", "Vérifier sans enregistrer", "Rien n’est encore enregistré", "Enregistrer ")]
    [InlineData("en", "Check without storing", "Nothing is stored yet", "Store ")]
    public async Task Names_each_bad_row_and_stores_the_good_ones_only_when_told(string language, string check, string notYet, string confirm)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/data");
        string file = $"history-{language}.csv";
        await visit.Page.Locator(HeardField).SetInputFilesAsync(new FilePayload { Name = file, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Counts(language.Length + language[0])) });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = check }).ClickAsync();
        await visit.Page.Locator("[data-report=checked] table[data-issues]").WaitForAsync();
        (await visit.TextAsync("[data-report] [role=status]")).ShouldContain(notYet);
        string issues = await visit.TextAsync("table[data-issues]");
        issues.ShouldContain("7");
        issues.ShouldContain("twelve");
        (await visit.Page.Locator("th", new() { HasTextString = file }).CountAsync()).ShouldBe(0);
        await Screenshots.TakeAsync(visit.Page, $"import-{language}");
        await visit.Page.Locator("[data-report] button.primary", new() { HasTextString = confirm }).ClickAsync();
        await visit.Page.Locator("[data-report=stored]").WaitForAsync();
        await visit.Page.Locator("th", new() { HasTextString = file }).WaitForAsync();
        visit.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Takes_no_file_before_it_listens()
    {
        await using Visit visit = await site.AdministratorAsync("en");
        // The script of the field attaches late, as on a slow line.
        await visit.Page.AddInitScriptAsync("""
            let blazor;
            Object.defineProperty(window, 'Blazor', { configurable: true, get: () => blazor, set: value => {
                blazor = value;
                const attach = value._internal.InputFile.init;
                value._internal.InputFile.init = async (...all) => {
                    await new Promise(done => setTimeout(done, 3000));
                    return attach(...all);
                };
            } });
            """);
        await visit.OpenAsync("/data");
        await visit.Page.Locator(HeardField).SetInputFilesAsync(Poem);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check without storing" }).WaitForAsync();
        visit.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Takes_a_file_of_more_than_twenty_megabytes_in_pieces_and_stores_its_counts()
    {
        await using Visit visit = await site.AdministratorAsync("en");
        await visit.OpenAsync("/data");
        await visit.Page.Locator(HeardField).SetInputFilesAsync(new FilePayload { Name = "large.csv", MimeType = "text/csv", Buffer = Large() });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check without storing" }).ClickAsync();
        await visit.Page.Locator("[data-report=checked]").WaitForAsync();
        (await visit.TextAsync("[data-report] [role=status]")).ShouldContain("7,200 rows of 30 minutes");
        await visit.Page.Locator("[data-report] button.primary", new() { HasTextString = "Store " }).ClickAsync();
        await visit.Page.Locator("[data-report=stored]").WaitForAsync();
        await visit.Page.Locator("th", new() { HasTextString = "large.csv" }).WaitForAsync();
        visit.Faults.ShouldBeEmpty();
    }

    // A year of half hours whose rows carry a long remark.
    private static byte[] Large()
    {
        string remark = new('x', 3_000);
        StringBuilder file = new("start,offered,remark\n");
        for (int half = 0; half < 7_200; half++)
            file.Append(new DateTime(2019, 1, 7, 8, 0, 0, DateTimeKind.Unspecified).AddDays(half / 20).AddMinutes(30 * (half % 20)).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture))
                .Append(',').Append(10 + half % 7).Append(',').Append(remark).Append('\n');
        return Encoding.UTF8.GetBytes(file.ToString());
    }

    [Fact]
    public async Task Refuses_a_file_without_counts_in_words()
    {
        await using Visit visit = await site.AdministratorAsync("en");
        await visit.OpenAsync("/data");
        await visit.Page.Locator(HeardField).SetInputFilesAsync(Poem);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check without storing" }).ClickAsync();
        await visit.Page.Locator("[data-report] [role=alert]", new() { HasTextString = "No row of this file can be used" }).WaitForAsync();
    }

    // Two weeks of half hours; line 7 holds a word where a count belongs.
    private static string Counts(int least)
    {
        StringBuilder file = new("start;offered\n");
        DateTime start = new(2020, 2, 3, 8, 0, 0, DateTimeKind.Unspecified);
        int line = 1;
        for (int day = 0; day < 14; day++)
        {
            for (int half = 0; half < 20; half++)
            {
                line++;
                string count = line == 7 ? "twelve" : $"{least + (half + day) % 9}";
                file.Append(start.AddDays(day).AddMinutes(30 * half).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)).Append(';').Append(count).Append('\n');
            }
        }

        return file.ToString();
    }
}
