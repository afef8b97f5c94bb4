using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KGPlanGraph.Tests.Api.WebSockets;

/// <summary>The product's own server on Kestrel with an executor, a clock and tokens that a test decides.</summary>
public sealed class SocketServer : TransportServer
{
    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2022, 6, 1, 0, 0, 0, TimeSpan.Zero));

    internal Uri Address => Client.BaseAddress!;

    /// <summary>The token <c>minutes</c> is good for so many minutes; any other is bad.</summary>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<ITokenVerifier>(new Verifier(Clock));
        });
    }

    /// <summary>Answers a document with events.</summary>
    internal EventSource Subscribe(string document)
    {
        var source = new EventSource();
        Executor.On(document, (_, _) => new(new FakeResponse("") { Stream = source.ReadAsync(CancellationToken.None) }));
        return source;
    }

    private sealed class Verifier(TimeProvider clock) : ITokenVerifier
    {
        public Task<TokenResult> VerifyAsync(string token, CancellationToken cancellationToken) => Task.FromResult(int.TryParse(token, out var minutes)
            ? new TokenResult(new Caller("someone", null, Role.Reader, null, clock.GetUtcNow().AddMinutes(minutes)), null)
            : TokenResult.Refused(TokenFailure.Signature));
    }
}
