using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Reads "Nơi nhận" and the signature, in either order or side by side.</summary>
internal sealed class TailReader(DocumentOutline outline, Findings findings)
{
    private const int LongestRecipient = 400;
    private bool inRecipients;
    private bool closed;

    public bool IsOpen { get; private set; }

    /// <summary>An annex begins.</summary>
    public void Close() => IsOpen = false;

    public void Read(SourceLine line, bool afterBlank)
    {
        IsOpen = true;
        var isRead = false;
        foreach (var column in line.Columns())
        {
            isRead |= ReadColumn(column, afterBlank);
        }

        if (isRead)
        {
            outline.TailLines++;
            return;
        }

        outline.TailUnread++;
        findings.Warn(null, line.Number, "The line is between recipients and signature but is neither; it was not read.",
            "Nằm ở phần nơi nhận, chữ ký nhưng không thuộc phần nào; không được đọc.");
    }

    private bool ReadColumn(string column, bool afterBlank)
    {
        if (LineSigns.IsRecipients(column))
        {
            inRecipients = true;
            var colon = column.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                AddRecipients(column[(colon + 1)..].Trim());
            }
        }
        else if (LineSigns.IsOffice(column))
        {
            outline.Signature.Add(column);
        }
        else if (LineSigns.IsBullet(column) || (inRecipients && outline.Signature.Count == 0 && outline.Recipients.Count == 0))
        {
            AddRecipients(column);
        }
        else if (inRecipients && (column.EndsWith(';') || column.StartsWith("Lưu", StringComparison.OrdinalIgnoreCase)))
        {
            AddRecipients(column);
        }
        else if (inRecipients && !afterBlank && outline.Recipients.Count > 0 && (outline.Signature.Count == 0 || char.IsLower(column[0])))
        {
            // A list without dashes has an entry per line, each closed by a semicolon.
            if (closed || outline.Recipients[^1].Length > LongestRecipient)
            {
                AddRecipients(column);
            }
            else
            {
                outline.Recipients[^1] = Trim($"{outline.Recipients[^1]} {column}");
            }
        }
        else if (outline.Signature.Count > 0)
        {
            outline.Signature.Add(column);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void AddRecipients(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var recipient = Trim(part.TrimStart('-', '–', '—', '+', '•', '*', ' '));
            if (recipient.Length > 0)
            {
                outline.Recipients.Add(recipient);
            }
        }

        closed = text.EndsWith(';');
    }

    private static string Trim(string text) => text.EndsWith("...", StringComparison.Ordinal) ? text : text.Trim().TrimEnd('.', ';').TrimEnd();
}
