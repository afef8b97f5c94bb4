using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Model.Mapping;

/// <summary>
/// Columns that PostgreSQL keeps in the indexes of nested lists beside their keys, so that such a list is read from them alone. SQLite has no such columns.
/// </summary>
internal static class CoveringIndexes
{
    /// <summary>Comes after <see cref="SnakeCaseNames"/>: an index keeps the name that it has without these columns.</summary>
    public static void Apply(ModelBuilder modelBuilder)
    {
        // The keys of a page; whether a row is seen by all depends on its draft.
        var tasks = modelBuilder.Entity<PlanTask>();
        tasks.HasIndex(task => new { task.DocumentOrder, task.Id }).IncludeProperties(task => task.DraftPlanId);
        tasks.HasIndex(task => new { task.LeadAgencyId, task.DocumentOrder, task.Id }).IncludeProperties(task => task.DraftPlanId);
        tasks.HasIndex(task => new { task.SectionId, task.DocumentOrder, task.Id }).IncludeProperties(task => task.DraftPlanId);
        tasks.HasIndex(task => new { task.PlanId, task.DocumentOrder, task.Id }).IncludeProperties(task => task.DraftPlanId);

        // Who leads and coordinates a task, and the code and the name of that agency; both together have to fit an index row, which is 2.7 kB.
        modelBuilder.Entity<TaskAssignment>().HasIndex(assignment => new { assignment.TaskId, assignment.Position })
            .IncludeProperties(assignment => new { assignment.AgencyId, assignment.Role });
        modelBuilder.Entity<Agency>().HasIndex(agency => agency.Id).HasDatabaseName("ix_agencies_id")
            .IncludeProperties(agency => new { agency.Code, agency.Name });
    }
}
