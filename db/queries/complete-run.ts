/** A run that is still being imported is nobody's business yet. */
export const isComplete = "json_extract(run.settings, '$.incomplete') IS NULL";
/** What an import is about to finish, or left when it was stopped. */
export const isIncomplete = "json_extract(run.settings, '$.incomplete') IS NOT NULL";
