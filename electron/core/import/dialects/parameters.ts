import type { Dialect } from '../dialect.ts';

/** Whether a file, by its name or path, is called like the settings of an analysis. */
export function isParametersName(fileName: string): boolean {
  return /(?:analysis_params[^\\/]*|[.-]params)\.csv$/iu.test(fileName);
}

/** What BirdNET-Analyzer writes about its own settings, beside its tables. */
export const parametersDialect: Dialect = {
  id: 'parameters',
  label: 'BirdNET-Analyzer parameters',
  description: 'Settings of an analysis (BirdNET_analysis_params.csv, birdnet.analyze-params.csv); left aside',
  recognises: ({ fileName, columns }) =>
    isParametersName(fileName) ||
    columns.has('file splitting duration') ||
    (columns.size === 2 && columns.has('parameter') && columns.has('value')),
  reader: () => null,
  scale: () => 'confidence',
};
