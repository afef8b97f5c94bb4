using KGPlanGraph.Api.Authentication;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KGPlanGraph.Api.SignIn;

/// <summary>
/// Signing in on the pages, by authorization code with PKCE at the OpenID provider of the settings. The browser gets a cookie with a session's key; the
/// tokens stay here. Rights come from the access token alone, by the rules for all tokens.
/// </summary>
internal static class SignInRegistration
{
    /// <summary>The prefix makes browsers hold it to HTTPS, to this host alone and to the whole of it.</summary>
    internal const string CookieName = "__Host-KGPlanGraph";

    internal const string CookieScheme = "Session";
    internal const string ProviderScheme = "Provider";

    /// <summary>One answer of the provider is waited for so long.</summary>
    internal static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(30);

    // https://github.com/dotnet/aspnetcore/blob/main/src/Security/Authentication/Cookies/src/CookieAuthenticationHandler.cs
    private const string SessionIdClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    private const string SignInPath = "/sign-in";
    private const string SignInCallback = SignInPath + "/callback";
    private const string SignOutPath = "/sign-out";
    private const string SignOutCallback = SignOutPath + "/callback";

    // What an own AuthenticationMiddleware sets: without it the host puts one in front of everything, which would look at each request twice.
    private const string AuthenticationMiddlewareIsSet = "__AuthenticationMiddlewareSet";

    /// <summary>A working day; from half of it on, each request begins it again.</summary>
    private static readonly TimeSpan SessionTime = TimeSpan.FromHours(10);

    /// <summary>Adds the handlers, where the settings name a provider, and their check.</summary>
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SignInSettings>();
        services.AddSingleton<IValidateOptions<SignInSettingsCheck.Checked>, SignInSettingsCheck>();
        services.AddOptions<SignInSettingsCheck.Checked>().ValidateOnStart();
        var settings = new SignInSettings(builder.Configuration);
        if (!settings.IsOn)
        {
            return builder;
        }

        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionCallers>();
        services.AddSingleton<SharedKeys>();
        services.AddDataProtection().SetApplicationName("KGPlanGraph");
        services.AddOptions<KeyManagementOptions>().Configure<SharedKeys>((management, keys) => management.XmlRepository = keys);
        // That the keys are not encrypted where they are kept is meant (see SharedKeys).
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        services.AddAuthentication()
            .AddCookie(CookieScheme, cookie =>
            {
                cookie.Cookie.Name = CookieName;
                cookie.Cookie.Path = "/";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = SessionTime;
            })
            .AddOpenIdConnect(ProviderScheme, provider => Configure(provider, settings));
        services.AddOptions<CookieAuthenticationOptions>(CookieScheme).Configure<SessionStore>((cookie, store) => cookie.SessionStore = store);
        return builder;
    }

    /// <summary>Takes the browser back from the provider. In front of <c>UseCallers</c>.</summary>
    public static WebApplication UseSignIn(this WebApplication app)
    {
        ((IApplicationBuilder)app).Properties[AuthenticationMiddlewareIsSet] = true;
        if (app.Services.GetRequiredService<SignInSettings>().IsOn)
        {
            app.UseWhen(context => context.Request.Path == SignInCallback, branch => branch.UseAuthentication());
        }

        return app;
    }

    /// <summary>Maps <c>/session</c>, which tells a page how people sign in here, and, where they can, signing in and out.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        var isOn = app.Services.GetRequiredService<SignInSettings>().IsOn;
        var sessions = app.Services.GetService<SessionCallers>();
        var lent = app.Services.GetRequiredService<DevelopmentReaderToken>();
        app.MapGet("/session", async context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            var isSignedIn = sessions is not null && context.GetCaller().IsAuthenticated && await SessionCallers.FindSessionAsync(context) is not null;
            await context.Response.WriteAsJsonAsync(new SessionInfo(isOn, isSignedIn, isSignedIn ? null : lent.For(context)), context.RequestAborted);
        });
        if (sessions is null)
        {
            return;
        }

        app.MapGet(SignInPath, ChallengeAsync);
        app.MapPost(SignOutPath, context => SignOutAsync(context, sessions));
        app.MapGet(SignOutCallback, context =>
        {
            context.Response.Redirect($"{context.Request.PathBase}/");
            return Task.CompletedTask;
        });
    }

    private static void Configure(OpenIdConnectOptions provider, SignInSettings settings)
    {
        provider.Authority = settings.Authority;
        provider.ClientId = settings.ClientId;
        provider.ClientSecret = settings.ClientSecret;
        provider.RequireHttpsMetadata = settings.RequiresHttps;
        provider.SignInScheme = CookieScheme;
        provider.CallbackPath = SignInCallback;
        provider.RemoteSignOutPath = default;
        provider.ResponseType = OpenIdConnectResponseType.Code;
        // The provider sends the browser back by GET, on which browsers send Lax cookies.
        provider.ResponseMode = OpenIdConnectResponseMode.Query;
        provider.UsePkce = true;
        provider.SaveTokens = true;
        provider.MapInboundClaims = false;
        provider.BackchannelTimeout = ProviderTimeout;
        foreach (var cookie in (CookieBuilder[])[provider.CorrelationCookie, provider.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.Always;
        }

        provider.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = AskForScopesAsync,
            OnTokenValidated = CheckAccessTokenAsync,
            OnTicketReceived = EndSessionBeforeAsync,
            OnRemoteFailure = ComeBackWithoutAsync,
        };
    }

    /// <summary>Those that the provider knows: an unknown one is an error to some, and without offline_access some give no refresh token.</summary>
    private static async Task AskForScopesAsync(RedirectContext context)
    {
        var discovered = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        var known = discovered.ScopesSupported.Count == 0 ? ["profile"] : discovered.ScopesSupported;
        context.ProtocolMessage.Scope = string.Join(' ', ((string[])["profile", "offline_access"]).Where(known.Contains).Prepend("openid"));
        context.ProtocolMessage.UiLocales = context.Request.Query["lang"] == "en" ? "en" : "vi";
    }

    private static async Task CheckAccessTokenAsync(TokenValidatedContext context)
    {
        var verifier = context.HttpContext.RequestServices.GetRequiredService<ITokenVerifier>();
        var token = context.TokenEndpointResponse?.AccessToken;
        var failure = string.IsNullOrEmpty(token) ? TokenFailure.Malformed : (await verifier.VerifyAsync(token, context.HttpContext.RequestAborted)).Failure;
        if (failure is { } reason)
        {
            context.Fail($"The provider gave an access token that this service does not accept: {reason}. {TokenFailures.MessageFor(reason).English}");
        }
    }

    /// <summary>A sign-in begins a session of its own: one that the browser has already would go on under its old key, which somebody else may have left there.</summary>
    private static async Task EndSessionBeforeAsync(TicketReceivedContext context)
    {
        var request = context.Request;
        if (request.Cookies[CookieName] is not { } known)
        {
            return;
        }

        var services = context.HttpContext.RequestServices;
        var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieScheme);
        if (cookie.TicketDataFormat.Unprotect(known)?.Principal.FindFirst(SessionIdClaim)?.Value is { } key)
        {
            await services.GetRequiredService<SessionStore>().RemoveAsync(key);
        }

        request.Headers.Cookie = string.Join("; ", request.Cookies.Where(each => each.Key != CookieName).Select(each => $"{each.Key}={Uri.EscapeDataString(each.Value)}"));
    }

    private static Task ComeBackWithoutAsync(RemoteFailureContext context)
    {
        var log = context.HttpContext.RequestServices.GetRequiredService<ILogger<SessionCallers>>();
        log.LogWarning(context.Failure, "Somebody could not sign in");
        context.Response.Redirect(WithoutSession(LocalPath(context.Properties?.RedirectUri)));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static async Task ChallengeAsync(HttpContext context)
    {
        var goOnAt = LocalPath(context.Request.Query["return"]);
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await context.ChallengeAsync(ProviderScheme, new AuthenticationProperties { RedirectUri = context.Request.PathBase + goOnAt });
        }
        catch (Exception e) when (SessionCallers.IsOfProvider(e) && !context.Response.HasStarted)
        {
            context.RequestServices.GetRequiredService<ILogger<SessionCallers>>().LogWarning(e, "Nobody can sign in: the provider is out of reach");
            context.Response.Redirect(WithoutSession(context.Request.PathBase + goOnAt));
        }
    }

    // Of a page of this server alone, by its header: another site must not sign people out.
    private static async Task SignOutAsync(HttpContext context, SessionCallers sessions)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!SessionCallers.IsOwnPage(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var request = context.Request;
        var home = $"{request.PathBase}/";
        var session = await SessionCallers.FindSessionAsync(context);
        if (session is not null && request.Query["everywhere"] == "true")
        {
            await sessions.EndAllAsync(context);
        }

        await context.SignOutAsync(CookieScheme);
        var goOnAt = session is null ? null
            : await sessions.EndAsync(session, $"{request.Scheme}://{request.Host}{request.PathBase}{SignOutCallback}", context.RequestAborted);
        await context.Response.WriteAsJsonAsync(new SignedOut(goOnAt ?? home), context.RequestAborted);
    }

    private static string WithoutSession(string path) => path + (path.Contains('?') ? '&' : '?') + "sign-in=failed";

    /// <summary>A path of this server: any other address would make the sign-in a bridge to a site that somebody else chose.</summary>
    private static string LocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) && !path.Contains('\\') ? path : "/";

    private sealed record SessionInfo(bool SignIn, bool SignedIn, string? Token);

    private sealed record SignedOut(string Location);
}
