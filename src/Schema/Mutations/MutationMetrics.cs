using System.Diagnostics.Metrics;
using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Counts mutations by name and outcome; both are the schema's, so there are no more of them than it has.</summary>
internal sealed class MutationMetrics(ServiceMeter meter)
{
    private const string Done = "done";
    private const string Fault = "fault";

    private readonly Counter<long> mutations = meter.Meter.CreateCounter<long>(
        "kgplangraph.mutations", "{mutation}", "Executed mutations, by field and outcome: done, an unexpected error, or the type of the error in the payload.");

    /// <summary>Counts one that has ended.</summary>
    public void Count(string mutation, MutationResult result) => Add(mutation, result.Errors is [var error, ..] ? error.TypeName : Done);

    /// <summary>Counts one that has failed, with nothing written as far as is known.</summary>
    public void CountFault(string mutation) => Add(mutation, Fault);

    private void Add(string mutation, string outcome) => mutations.Add(1, new("mutation", mutation), new KeyValuePair<string, object?>("outcome", outcome));
}
