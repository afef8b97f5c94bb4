using KGPlanGraph.Bench.Baseline;
using Npgsql;

// The limit: what a server without GraphQL, tokens, limits or headers of its own needs for the same bytes.
// Usage: baseline URL CONNECTION
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseUrls(args[0]);
// As many connections as the product takes, statements prepared as in the product, and no reset between requests.
var connection = new NpgsqlConnectionStringBuilder(args[1])
{
    MaxPoolSize = Math.Max(4, 2 * Environment.ProcessorCount),
    MaxAutoPrepare = 50,
    AutoPrepareMinUsages = 2,
    NoResetOnClose = true,
};
await using var source = NpgsqlDataSource.Create(connection);
var app = builder.Build();
var lists = new TaskLists(source);
var single = new SingleTask(source);
var statistics = new Statistics(source);
var copies = new Copies(source);
var submissions = new ReportSubmissions(source);
var acceptances = new ReportAcceptances(source);
var items = new ItemWrites(source);
app.Run(context => context.Request.Path.Value switch
{
    "/nested" => lists.WriteNestedAsync(context, context.Request.Query["agency"]!),
    "/flat" => lists.WriteFlatAsync(context, context.Request.Query["agency"]!),
    "/page" => lists.WritePageAsync(context, context.Request.Query["order"]!, context.Request.Query["id"]!),
    "/task" => single.WriteAsync(context, context.Request.Query["id"]!),
    "/statistics" => statistics.WriteAsync(context),
    "/rows.csv" => copies.WriteCsvAsync(context),
    "/rows.jsonl" => copies.WriteLinesAsync(context),
    "/submit" => submissions.SubmitAsync(context, context.Request.Query["agency"]!, context.Request.Query["actor"]!),
    "/submit-many" => submissions.SubmitManyAsync(context, context.Request.Query["agency"]!, context.Request.Query["actor"]!),
    "/accept" => acceptances.AcceptAsync(context, context.Request.Query["actor"]!),
    "/item" => items.UpdateAsync(context, context.Request.Query["actor"]!),
    _ => NotFound(context),
});
await app.RunAsync();

static Task NotFound(HttpContext context)
{
    context.Response.StatusCode = 404;
    return Task.CompletedTask;
}
