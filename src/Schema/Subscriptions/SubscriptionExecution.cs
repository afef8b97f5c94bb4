using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Input;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Execution;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Scalars;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>
/// Begins subscriptions:
/// <list type="number">
/// <item>what is wrong with one is answered before there is a stream: rights, arguments, a task that the caller does not see;</item>
/// <item>it starts behind the newest change, or behind the event that the caller names;</item>
/// <item>what lies between is read for it alone, at its own pace; then it joins the feed of its equals.</item>
/// </list>
/// </summary>
internal sealed class SubscriptionExecution(
    IReadStore store, ReadMetrics metrics, ChangeSignal signal, TimeProvider clock, GraphQLOptions options,
    ILogger<SubscriptionExecution> logger) : IDisposable
{
    private readonly ConcurrentDictionary<FeedKey, SubscriptionFeed> feeds = [];
    private readonly ReadTurns turns = new();

    /// <summary>Feeds that somebody listens to.</summary>
    public int Feeds => feeds.Count;

    public async ValueTask<GraphQLResponse> BeginAsync(
        GraphQLRequest request, OperationVariant form, IReadOnlyDictionary<string, object?> variables, Func<string?, OperationSummary> summarize,
        CancellationToken cancellationToken)
    {
        // 1.
        if (form.Fields.Count != 1 || form.Fields[0].Name.StartsWith("__", StringComparison.Ordinal))
        {
            return Refuse(SubscriptionErrors.NotOneField);
        }

        if (!request.Caller.HasAny(Permissions.Read))
        {
            return Refuse(At(form, AuthorizationErrors.For(request.Caller)));
        }

        var (reader, fault) = Reader(request, form, variables);
        if (fault is not null)
        {
            return Refuse(At(form, fault));
        }

        if (reader.Task is not null && !await reader.FindTaskAsync(cancellationToken).ConfigureAwait(false))
        {
            return Refuse(At(form, SubscriptionErrors.TaskNotFound));
        }

        // 2.
        var newest = await signal.ReadNewestAsync(cancellationToken).ConfigureAwait(false);
        var seen = newest;
        if (request.LastEventId is { } last
            && (!long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out seen) || seen > newest))
        {
            return Refuse(SubscriptionErrors.UnknownEvent);
        }

        // 3.
        var key = new FeedKey(form, Encoding.UTF8.GetString(request.Variables.Span), request.Language);
        return new SubscriptionResponse(RunAsync(key, reader, seen, newest, CancellationToken.None), seen, summarize(null));

        BufferedResponse Refuse(GraphQLError error) =>
            BufferedResponse.Refused([error], request.Language, OperationKind.Subscription, summarize(error.Code));
    }

    /// <summary>Ends nothing by itself: feeds end with their subscribers.</summary>
    public void Dispose() => turns.Dispose();

    private (EventReader Reader, GraphQLError? Fault) Reader(GraphQLRequest request, OperationVariant form, IReadOnlyDictionary<string, object?> variables)
    {
        var subscription = form.Subscription;
        ObjectId? task = null;
        GraphQLError? fault = null;
        if (subscription.Task is not null)
        {
            try
            {
                var arguments = new CompiledArguments(subscription.Definition, subscription.Field.Field).Coerce(variables);
                var isTask = ObjectId.TryParse(arguments.Get<string>("taskId"), out var id) && id.TypeName == "Task";
                task = isTask ? id : default;
                fault = isTask ? null : SubscriptionErrors.TaskNotFound;
            }
            catch (InvalidInputException wrong)
            {
                fault = wrong.Error;
            }
        }

        var reader = new EventReader(form, subscription, request.Caller, variables, request.Language, store, metrics, clock, options)
        {
            Task = task,
        };
        return (reader, fault ?? reader.FindFault());
    }

    private async IAsyncEnumerable<GraphQLResponse> RunAsync(
        FeedKey key, EventReader reader, long seen, long newest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Subscriber subscriber;
        SubscriptionFeed feed;
        while (true)
        {
            // A feed is taken, or made, only by who joins it at once: nobody would close the one of a subscriber that left while it caught up.
            if (seen >= newest)
            {
                feed = feeds.GetOrAdd(key, _ => new SubscriptionFeed(reader, signal, turns, clock, logger));
                subscriber = new Subscriber(seen);
                var joining = feed.TryJoin(subscriber, seen, out var position);
                if (joining == Joining.Joined)
                {
                    break;
                }

                if (joining == Joining.Closed)
                {
                    feeds.TryRemove(new(key, feed));
                    continue;
                }

                newest = position;
            }

            EventBatch batch;
            using (await turns.EnterAsync(cancellationToken).ConfigureAwait(false))
            {
                batch = await reader.ReadAsync(seen, newest, cancellationToken).ConfigureAwait(false);
            }

            foreach (var next in batch.Events)
            {
                yield return next;
            }

            if (batch.Ends)
            {
                yield break;
            }

            seen = batch.Position;
        }

        try
        {
            while (await subscriber.NextAsync(cancellationToken).ConfigureAwait(false) is { } next)
            {
                yield return next;
            }

            if (subscriber.Error is { } error)
            {
                yield return BufferedResponse.Refused([error], key.Language, OperationKind.Subscription);
            }
        }
        finally
        {
            if (feed.Leave(subscriber))
            {
                feeds.TryRemove(new(key, feed));
            }
        }
    }

    // Errors before the stream stand where the field would.
    private static GraphQLError At(OperationVariant form, GraphQLError error)
    {
        var field = form.Fields[0];
        var location = GraphQLParser.Location.FromLinearPosition(form.Document.Source, field.Field.Location.Start);
        return error with { Path = [field.ResponseKey], Locations = [(location.Line, location.Column)] };
    }
}
