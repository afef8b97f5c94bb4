using System.Xml.Linq;
using KGPlanGraph.Persistence;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace KGPlanGraph.Api.SignIn;

/// <summary>
/// Data Protection's keys in the database, so that each server reads what another has written: the cookies of a sign-in that is under way, and the one that
/// holds a session's key. They stand there as they are: whoever reads them can open no session, whose own key they do not have.
/// </summary>
internal sealed class SharedKeys(DataProtectionKeyStore keys) : IXmlRepository
{
    private int last;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var found = keys.List();
        last = found.Count == 0 ? 0 : found[^1].Number;
        return [.. found.Select(key => XElement.Parse(key.Xml))];
    }

    /// <summary>Keeps a key, unless another server has made one since the keys were read here: Data Protection then reads them again, and finds that one.</summary>
    public void StoreElement(XElement element, string friendlyName) => keys.Add(last + 1, element.ToString(SaveOptions.DisableFormatting));
}
