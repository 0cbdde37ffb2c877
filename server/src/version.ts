import { version } from '../package.json';

/** Version of the published package. */
export const SERVER_VERSION: string = version;
