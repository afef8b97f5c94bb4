using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using KGPlanGraph.Api.Imports;
using KGPlanGraph.Api.Sheets;
using KGPlanGraph.Persistence;
using KGPlanGraph.PlanDocuments.Files;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Calendars;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>Who sends too much reads why it is refused, also where it sends everything before it reads anything, as most clients do.</summary>
public sealed class LargeBodyTests(LargeBodyTests.OneServer one) : IClassFixture<LargeBodyTests.OneServer>
{
    private const int MiB = 1024 * 1024;
    private const int Rounds = 3;
    private const int MostAttempts = 50;
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Json = "application/json";

    // Kestrel reads what was not read for 5 s after the answer. Whoever could not send it by then learns nothing of whether it would have been read.
    private static readonly TimeSpan ReadAway = TimeSpan.FromSeconds(3);

    public static TheoryData<string, string, int, Role, HttpStatusCode, bool> Requests { get; } = Both(
        ("/graphql", Json, 3 * MiB, Role.Reader, HttpStatusCode.RequestEntityTooLarge),
        (ImportEndpoint.Path + "?code=X&dryRun=true", "text/plain", PlanFile.MaxBytes + MiB, Role.Coordinator, HttpStatusCode.RequestEntityTooLarge),
        ("/api/v1/agencies/SCT/report-sheet.xlsx", Xlsx, SheetFile.MaxBytes + MiB, Role.Agency, HttpStatusCode.RequestEntityTooLarge),
        (CalendarClient.Keys, Json, 3 * MiB, Role.Reader, HttpStatusCode.BadRequest),
        // What is refused before anything looks at the body.
        (ImportEndpoint.Path, "text/plain", 3 * MiB, Role.None, HttpStatusCode.Unauthorized),
        ("/graphql", "text/plain", 3 * MiB, Role.Reader, HttpStatusCode.UnsupportedMediaType));

    [Theory, MemberData(nameof(Requests))]
    public async Task A_body_that_is_too_large_is_answered_and_the_whole_answer_arrives(
        string address, string type, int bytes, Role role, HttpStatusCode expected, bool isChunked)
    {
        var body = new byte[bytes];
        for (var round = 0; round < Rounds; round++)
        {
            var (status, answer) = await SendAsync(address, type, body, role, isChunked);

            Assert.Equal(expected, status);
            Assert.Equal(expected == HttpStatusCode.Unauthorized ? "AUTH_NOT_AUTHENTICATED" : "HC0009", CodeOf(answer));
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(string address, string type, byte[] body, Role role, bool isChunked)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            request.Headers.TransferEncodingChunked = isChunked;
            request.Headers.ExpectContinue = false;
            request.Headers.Authorization = role == Role.None ? null : new("Bearer", one.Server.Token(role, role == Role.Agency ? "SCT" : null));
            var begun = Stopwatch.GetTimestamp();
            try
            {
                using var response = await one.Server.Http.SendAsync(request);
                return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement);
            }
            catch (HttpRequestException) when (attempt < MostAttempts && Stopwatch.GetElapsedTime(begun) > ReadAway)
            {
                // A machine that has other things to do.
            }
        }
    }

    private static string? CodeOf(JsonElement answer) =>
        (answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions") : answer).GetProperty("code").GetString();

    private static TheoryData<string, string, int, Role, HttpStatusCode, bool> Both(params (string Address, string Type, int Bytes, Role Role, HttpStatusCode Status)[] requests)
    {
        var data = new TheoryData<string, string, int, Role, HttpStatusCode, bool>();
        foreach (var (address, type, bytes, role, status) in requests)
        {
            data.Add(address, type, bytes, role, status, false);
            data.Add(address, type, bytes, role, status, true);
        }

        return data;
    }

    public sealed class OneServer : IAsyncLifetime
    {
        private TestDatabase? database;

        internal LiveServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
            Server = await LiveServer.StartAsync(database);
        }

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            await database!.DisposeAsync();
        }
    }
}
