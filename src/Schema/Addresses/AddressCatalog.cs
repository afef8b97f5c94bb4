using System.Text;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.PersistedDocuments;

namespace KGPlanGraph.Schema.Addresses;

/// <summary>The addresses of all trusted files, each checked and compiled as far as it can be without a caller.</summary>
public sealed class AddressCatalog
{
    private readonly Lazy<(IReadOnlyList<Address> Addresses, IReadOnlyList<string> Faults)> read;

    /// <param name="files">Where the directives stand.</param>
    /// <param name="limits">What a document may ask.</param>
    public AddressCatalog(DocumentFiles files, DocumentLimits limits) => read = new(() => Read(files, limits));

    /// <summary>The addresses, in the order of the files.</summary>
    public IReadOnlyList<Address> All => read.Value.Addresses;

    /// <summary>What is wrong with the files, a line for each fault with file and operation; the server then does not start.</summary>
    public IReadOnlyList<string> Faults => read.Value.Faults;

    private static (IReadOnlyList<Address> Addresses, IReadOnlyList<string> Faults) Read(DocumentFiles files, DocumentLimits limits)
    {
        var parser = new DocumentParser(GraphQLSchema.Build(), limits);
        var addresses = new List<Address>();
        var faults = new List<string>();
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.All.Where(file => HttpDirective.MayBeIn(file.Text)))
        {
            // Validation goes through all rules at once and waits for nothing.
            var (document, errors) = parser.ParseAsync(Encoding.UTF8.GetBytes(HttpDirective.Strip(file.Text))).AsTask().GetAwaiter().GetResult();
            if (document is null)
            {
                faults.AddRange(errors.Select(error => $"{file.Name}: {error.Message.English}"));
                continue;
            }

            foreach (var (address, found) in AddressReader.Read(file, document))
            {
                faults.AddRange(found.Select(fault => $"{file.Name}: {fault}"));
                if (address is null)
                {
                    continue;
                }

                var place = $"{address.Name} of {file.Name}";
                if (AddressRoute.Forms(address.Route).Select(form => taken.TryAdd(form, place) ? null : taken[form]).OfType<string>().FirstOrDefault() is { } other)
                {
                    faults.Add($"{file.Name}: {address.Name}: the route {address.Route} is taken by {other}.");
                    continue;
                }

                addresses.Add(address);
            }
        }

        return (addresses, faults);
    }
}
