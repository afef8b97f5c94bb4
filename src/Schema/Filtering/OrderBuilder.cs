using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Filtering;

/// <summary>Turns a coerced <c>order</c> into sort keys: one key per object, relations to any depth.</summary>
/// <param name="caller">Whose rights count.</param>
/// <param name="day">Index of the day as of which the keys are meant.</param>
/// <exception cref="InvalidInputException">A field is not the caller's to see, or there are too many keys.</exception>
internal sealed class OrderBuilder(Caller caller, int day)
{
    // A place in an order falls into two branches a key, each with all keys before it.
    private const int MaxKeys = 50;

    /// <summary>The keys; the type's default order where the caller asks for none.</summary>
    public IReadOnlyList<OrderKey> Build(TypeBinding type, IReadOnlyList<object?>? order)
    {
        if (order is null || order.Count == 0)
        {
            return type.DefaultOrder;
        }

        var keys = new List<OrderKey>(order.Count);
        foreach (var item in order)
        {
            // The key of the row is in every order anyway, and the same key twice sorts nothing further.
            var key = Key(type, (InputObject)item!, []);
            if (!keys.Exists(known => known.Operand == key.Operand && known.Path.SequenceEqual(key.Path)))
            {
                keys.Add(key);
            }
        }

        return keys.Count <= MaxKeys ? keys : throw new InvalidInputException(new GraphQLError(ErrorCodes.InvalidVariable, new(
            $"An order takes at most {MaxKeys} different keys; this one has {keys.Count}.",
            $"Thứ tự sắp xếp nhận tối đa {MaxKeys} khóa khác nhau; lần này có {keys.Count}.")));
    }

    private OrderKey Key(TypeBinding type, InputObject order, IReadOnlyList<ToOne> path)
    {
        var (name, value) = order.Fields[0];
        var binding = type.Fields[name];
        if (binding.ReadableBy != Role.None && !caller.HasAny(binding.ReadableBy))
        {
            throw new InvalidInputException(AuthorizationErrors.For(caller, binding.ReadableBy));
        }

        return binding switch
        {
            ToOneBinding toOne => Key(toOne.Target(), (InputObject)value!, [.. path, toOne.Relation]),
            IdBinding => new OrderKey(path, new ColumnOperand(type.Table.Key!), IsDescending(value)),
            ColumnBinding column => new OrderKey(path, ColumnOperand.On(day, column.SortBy ?? column.Column), IsDescending(value)),
            _ => throw new InvalidOperationException($"{type.TypeName}.{name} cannot be sorted by."),
        };
    }

    private static bool IsDescending(object? value) => value is EnumValue { Name: "DESC" };
}
