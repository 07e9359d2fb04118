import packageFile from '../../package.json' with { type: 'json' };

export const applicationVersion: string = packageFile.version;
