using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Paging;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Roots;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Types.Changes;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>
/// Begins subscriptions:
/// <list type="number">
/// <item>what is wrong with one is answered before there is a stream: rights, arguments, a task that the caller does not see;</item>
/// <item>it starts behind the newest change, or behind the cursor that the caller gives, the id of its last event before the argument;</item>
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
            return Refuse(At(form, AuthorizationErrors.For(request.Caller, Permissions.Read)));
        }

        var (reader, after, fault) = Reader(request, form, variables);
        if (fault is not null)
        {
            return Refuse(At(form, fault));
        }

        if (request.LastEventId is { } last)
        {
            if (!ChangeCursor.TryRead(last, out var lastSeen))
            {
                return Refuse(CursorCodec.Refusal("Last-Event-ID", last));
            }

            after = lastSeen;
        }

        if (reader.Task is not null && !await reader.FindTaskAsync(cancellationToken).ConfigureAwait(false))
        {
            return Refuse(At(form, SubscriptionErrors.TaskNotFound));
        }

        // 2.
        var newest = await signal.ReadNewestAsync(cancellationToken).ConfigureAwait(false);
        if (after is { } given && !await signal.HoldsAsync(given, cancellationToken).ConfigureAwait(false))
        {
            return Refuse(At(form, ChangesLostException.Error));
        }

        var start = after ?? await reader.FindNewestAsync(newest, cancellationToken).ConfigureAwait(false);

        // 3.
        var key = new FeedKey(form, SharedVariables(form.Subscription, request.Variables.Span), request.Language);
        return new SubscriptionResponse(RunAsync(key, reader, request.Usage, after ?? newest, newest, CancellationToken.None), ChangeCursor.Of(start), summarize(null));

        BufferedResponse Refuse(GraphQLError error) =>
            BufferedResponse.Refused([error], request.Language, OperationKind.Subscription, summarize(error.Code));
    }

    /// <summary>Ends nothing by itself: feeds end with their subscribers.</summary>
    public void Dispose() => turns.Dispose();

    private (EventReader Reader, ChangePlace? After, GraphQLError? Fault) Reader(GraphQLRequest request, OperationVariant form, IReadOnlyDictionary<string, object?> variables)
    {
        var subscription = form.Subscription;
        ObjectId? task = null;
        ChangePlace? after = null;
        GraphQLError? fault = null;
        try
        {
            var arguments = new CompiledArguments(subscription.Definition, subscription.Field.Field).Coerce(variables);
            if (arguments.Get<string>("after") is { } cursor)
            {
                after = ChangeCursor.TryRead(cursor, out var seen) ? seen : throw new InvalidInputException(CursorCodec.Refusal("after", cursor));
            }

            if (subscription.Task is not null)
            {
                var isTask = ObjectId.TryParse(arguments.Get<string>("taskId"), out var id) && id.TypeName == "Task";
                task = isTask ? id : throw new InvalidInputException(SubscriptionErrors.TaskNotFound);
            }
        }
        catch (InvalidInputException wrong)
        {
            fault = wrong.Error;
        }

        var reader = new EventReader(form, subscription, request.Caller, variables, request.Language, store, metrics, clock, options)
        {
            Task = task,
        };
        return (reader, after, fault ?? reader.FindFault());
    }

    private async IAsyncEnumerable<GraphQLResponse> RunAsync(
        FeedKey key, EventReader reader, RequestUsage usage, ChangePlace after, ChangePlace known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Nobody has seen what is still to come, whatever its cursor says: a feed that began there would lead others past it.
        var seen = after.Sequence < known.Sequence ? after : known;
        var newest = known.Sequence;
        Subscriber subscriber;
        SubscriptionFeed feed;
        while (true)
        {
            // A feed is taken, or made, only by who joins it at once: nobody would close the one of a subscriber that left while it caught up.
            if (seen.Sequence >= newest)
            {
                feed = feeds.GetOrAdd(key, _ => new SubscriptionFeed(reader, signal, turns, clock, logger));
                subscriber = new Subscriber(Math.Max(after.Sequence, seen.Sequence), usage.Later);
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

            EventBatch? batch = null;
            // What is read for it alone, it pays for.
            var spent = new StatementTime();
            try
            {
                using var turn = await turns.EnterAsync(cancellationToken).ConfigureAwait(false);
                StatementTime.Current = spent;
                batch = await reader.ReadAsync(seen, cancellationToken).ConfigureAwait(false);
            }
            catch (ChangesLostException)
            {
                // Told below: nothing may be yielded here.
            }

            usage.Later?.Invoke(spent.Total);
            if (batch is null)
            {
                yield return BufferedResponse.Refused([ChangesLostException.Error], key.Language, OperationKind.Subscription);
                yield break;
            }

            foreach (var next in batch.Events.Where(next => next.Place.Sequence > after.Sequence))
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

    // The variables without the one that only says where to begin.
    private static string SharedVariables(CompiledSubscription subscription, ReadOnlySpan<byte> variables)
    {
        if (subscription.StartVariable is not { } start || variables.IsEmpty || JsonNode.Parse(variables) is not JsonObject given)
        {
            return Encoding.UTF8.GetString(variables);
        }

        given.Remove(start);
        return given.ToJsonString();
    }

    // Errors before the stream stand where the field would.
    private static GraphQLError At(OperationVariant form, GraphQLError error)
    {
        var field = form.Fields[0];
        var location = GraphQLParser.Location.FromLinearPosition(form.Document.Source, field.Field.Location.Start);
        return error with { Path = [field.ResponseKey], Locations = [(location.Line, location.Column)] };
    }
}
