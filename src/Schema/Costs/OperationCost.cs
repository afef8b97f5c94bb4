namespace KGPlanGraph.Schema.Costs;

/// <summary>What an operation costs, after Hot Chocolate's model: fields by their weight, objects by their number.</summary>
/// <param name="Field">Sum of the weights of all fields, each as often as it is executed.</param>
/// <param name="Type">Number of objects that the answer can have.</param>
public readonly record struct OperationCost(double Field, double Type)
{
    /// <summary>Both together.</summary>
    public static OperationCost operator +(OperationCost left, OperationCost right) => new(left.Field + right.Field, left.Type + right.Type);

}
