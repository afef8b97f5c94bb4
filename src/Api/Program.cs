using KGPlanGraph.Api.Commands;

return await CommandLine.RunAsync(args);
