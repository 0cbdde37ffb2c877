import * as workflow from 'n8n-workflow';
import { tooOld } from './tooOld';

// An n8n without this export may not even have a zod that could be asked for its version.
if (!('NodeConnectionTypes' in workflow)) throw tooOld('an n8n-workflow without NodeConnectionTypes');
