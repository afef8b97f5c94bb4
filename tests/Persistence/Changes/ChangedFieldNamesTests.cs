using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Tests.Persistence.Changes;

public sealed class ChangedFieldNamesTests
{
    private static readonly Dictionary<ChangeSubject, (string GraphQL, Type Entity)> Types = new()
    {
        [ChangeSubject.Plan] = ("Plan", typeof(Plan)),
        [ChangeSubject.Section] = ("PlanSection", typeof(PlanSection)),
        [ChangeSubject.Task] = ("Task", typeof(PlanTask)),
        [ChangeSubject.Deadline] = ("Deadline", typeof(Deadline)),
        [ChangeSubject.Agency] = ("Agency", typeof(Agency)),
        [ChangeSubject.Locality] = ("Locality", typeof(Locality)),
        [ChangeSubject.LegalDocument] = ("LegalDocument", typeof(LegalDocument)),
        [ChangeSubject.IndustrialZone] = ("IndustrialZone", typeof(object)),
        [ChangeSubject.IndustrialCluster] = ("IndustrialCluster", typeof(object)),
        [ChangeSubject.InvestmentProject] = ("InvestmentProject", typeof(InvestmentItem)),
        [ChangeSubject.ProgressReport] = ("ProgressReport", typeof(ProgressReport)),
        [ChangeSubject.Amendment] = ("Amendment", typeof(Amendment)),
    };

    [Fact]
    public void A_Change_names_fields_that_its_subject_s_type_has()
    {
        using var stream = typeof(ChangedFieldNamesTests).Assembly.GetManifestResourceStream("schema.graphql")!;
        using var text = new StreamReader(stream);
        var definitions = Parser.Parse(text.ReadToEnd()).Definitions.OfType<GraphQLObjectTypeDefinition>().ToDictionary(type => type.Name.StringValue);

        foreach (var subject in Enum.GetValues<ChangeSubject>())
        {
            var (name, entity) = Types[subject];
            var known = definitions[name].Fields!.Select(field => field.Name.StringValue).ToHashSet();
            var told = SubjectFields.Of(subject).Concat(LinkFields.OfOwner(entity).SelectMany(link => link.Fields)).Select(field => field.Name);
            Assert.Empty(told.Except(known));
        }
    }
}
