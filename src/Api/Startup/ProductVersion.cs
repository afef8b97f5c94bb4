using System.Reflection;

namespace KGPlanGraph.Api.Startup;

/// <summary>The product's version: <c>Version</c> in Directory.Build.props, and the commit that it was built from.</summary>
internal static class ProductVersion
{
    private static readonly string[] Parts =
        (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+');

    /// <summary>For example 2.0.0.</summary>
    internal static string Number => Parts[0];

    /// <summary>For example <c>KGPlanGraph 2.0.0 (0123456789ab)</c>; without a commit where the sources were not in a repository.</summary>
    internal static string Line => Parts is [_, { Length: >= 12 } commit] ? $"KGPlanGraph {Number} ({commit[..12]})" : $"KGPlanGraph {Number}";
}
