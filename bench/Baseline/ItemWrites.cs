using System.Text.Json;
using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>An investment project whose area and capital change; the body is the mutation's input, from the coordinator, who may change anybody's.</summary>
internal sealed class ItemWrites(NpgsqlDataSource source)
{
    private const string Lock = "SELECT area_hectares, capital_vnd, version FROM investment_items WHERE id = $1 AND kind = 2 AND draft_plan_id IS NULL FOR NO KEY UPDATE";

    private const string Update = "UPDATE investment_items SET area_hectares = $2, capital_vnd = $3, version = version + 1, updated_at = $4 WHERE id = $1";

    public async Task UpdateAsync(HttpContext context, string actor)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var input = body.RootElement;
        var id = Payloads.KeyIn(input.GetProperty("investmentProjectId").GetString()!);
        var (area, capital) = (input.GetProperty("areaHectares").GetDouble(), input.GetProperty("capitalVnd").GetInt64());
        await using var connection = await source.OpenConnectionAsync();
        var write = new WriteBatch(connection, actor);
        double? oldArea = null;
        long? oldCapital = null;
        int? version = null;
        await using (var reader = await write.BeginAsync(WriteBatch.Command(Lock, WriteBatch.Of(id))))
        {
            if (await reader.ReadAsync())
            {
                oldArea = reader.IsDBNull(0) ? null : reader.GetDouble(0);
                oldCapital = reader.IsDBNull(1) ? null : reader.GetInt64(1);
                version = reader.GetInt32(2);
            }
        }

        // Both fields change with each request of the case.
        if (version != input.GetProperty("expectedVersion").GetInt32() || area < 0 || capital < 0 || area == oldArea || capital == oldCapital)
        {
            await write.RollBackAsync();
            context.Response.StatusCode = 409;
            return;
        }

        write.Tells(new(
            ChangeRow.Updated, ChangeRow.Updated, ChangeRow.InvestmentProject, id, """["areaHectares","capitalVnd"]""",
            WriteBatch.Json(json => Write(json, oldArea, oldCapital)), WriteBatch.Json(json => Write(json, area, capital)), null, null));
        await write.CommitAsync(null, WriteBatch.Command(Update, WriteBatch.Of(id), WriteBatch.Of(area), WriteBatch.Of(capital), WriteBatch.Of(write.Now)));
        await Payloads.WriteAsync(context, "updateInvestmentProject", json =>
        {
            json.WriteStartObject("investmentProject");
            Payloads.WriteId(json, "InvestmentProject", id);
            json.WriteNumber("areaHectares", area);
            json.WriteNumber("capitalVnd", capital);
            json.WriteNumber(Names.Version, version.Value + 1);
            json.WriteEndObject();
            json.WriteNull("errors");
        });
    }

    private static void Write(Utf8JsonWriter json, double? area, long? capital)
    {
        if (area is null)
        {
            json.WriteNull("areaHectares");
        }
        else
        {
            json.WriteNumber("areaHectares", area.Value);
        }

        if (capital is null)
        {
            json.WriteNull("capitalVnd");
        }
        else
        {
            json.WriteNumber("capitalVnd", capital.Value);
        }
    }
}
