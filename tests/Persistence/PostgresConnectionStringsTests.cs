using KGPlanGraph.Persistence.Engines;

namespace KGPlanGraph.Tests.Persistence;

public sealed class PostgresConnectionStringsTests
{
    [Fact]
    public void Options_of_the_settings_come_last_and_win()
    {
        var options = PostgresConnectionStrings.ForReading("Host=a;Options=-c max_parallel_workers_per_gather=4").Options!;
        Assert.EndsWith("-c max_parallel_workers_per_gather=0 -c max_parallel_workers_per_gather=4", options, StringComparison.Ordinal);
        Assert.Contains("default_transaction_read_only=on", options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=a", 65_536, 200, true)]
    [InlineData("Host=a;Read Buffer Size=8192;Max Auto Prepare=0;No Reset On Close=false", 8_192, 0, false)]
    public void Readers_have_their_own_settings_where_none_are_given(string given, int buffer, int prepared, bool noReset)
    {
        var settings = PostgresConnectionStrings.ForReading(given);
        Assert.Equal((buffer, prepared, noReset), (settings.ReadBufferSize, settings.MaxAutoPrepare, settings.NoResetOnClose));
    }
}
