using Capacity.Dashboard.Views;

namespace Capacity.Dashboard.Tests;

public class ColumnChoiceTests
{
    [Fact]
    public void Nothing_chosen_leaves_everything_to_the_reader() => new ColumnChoice().Mapping.ShouldBe("");

    [Fact]
    public void Chosen_columns_are_written_as_the_reader_takes_them()
    {
        ColumnChoice choice = new();
        choice.Choose("start", 1);
        choice.Choose("count", 4);
        choice.Choose("queue", 2);
        choice.Choose("queue", 0);
        choice.Mapping.ShouldBe("count=4,start=1");
    }

    [Fact]
    public void A_remembered_mapping_is_shown_by_its_columns()
    {
        var choice = ColumnChoice.Of("count=Offered,start=1,zone=Europe/Paris,handle=Gone", ["When", "offered"]);
        (choice.Of("count"), choice.Of("start"), choice.Of("handle")).ShouldBe((2, 1, 0));
    }
}
