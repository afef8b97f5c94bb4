namespace KGPlanGraph.Api.Http;

/// <summary>What a browser gets that opens <c>/graphql</c>: the IDE, where there is one. At most one is registered.</summary>
internal interface IBrowserPage
{
    /// <summary>Answers the request, which is a GET without a query whose Accept names <c>text/html</c>.</summary>
    Task WriteAsync(HttpContext context);
}
