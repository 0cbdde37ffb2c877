import * as z from 'zod/v4';
import { described } from './fields';

/** How a fax is carried (`faxbox`, `receive_fax`). */
export const faxMedia = described(z.looseObject({
	fax_option: described(z.union([z.boolean(), z.enum(['auto', 'true', 'false'])]).optional(), {
		title: 'T.38', description: 'On, off, or auto: as the caller\'s side offers it.', rare: true,
	}),
}).optional(), { title: 'Media', rare: true });
