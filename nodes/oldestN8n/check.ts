import './checkWorkflow';
import { version } from 'zod/package.json';
import { tooOld } from './tooOld';

/** zod 3.25 is the first that answers to `zod/v4`. */
const [major = 0, minor = 0] = version.split('.').map(Number);
if (major < 3 || (major === 3 && minor < 25)) throw tooOld(`zod ${version}`);
