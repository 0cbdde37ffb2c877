import { described, text } from './fields';

/** Who may listen in, take over or pick up a call: one of the keys must match the caller. */
export const approval = {
	approved_device_id: described(text().optional(), {
		title: 'Allowed phone', description: 'Only this phone may do it.', picker: 'device',
	}),
	approved_user_id: described(text().optional(), {
		title: 'Allowed user', description: 'Only phones of this user may do it.', picker: 'user',
	}),
	approved_group_id: described(text().optional(), {
		title: 'Allowed group', description: 'Only phones of this group may do it.', picker: 'group',
	}),
};

/** Whose call is meant. */
export const wantedDevice = described(text().optional(), {
	title: 'Phone', description: 'A call of this phone.', picker: 'device',
});
export const wantedUser = described(text().optional(), { title: 'User', description: 'A call of this user.', picker: 'user' });
export const wantedGroup = described(text().optional(), {
	title: 'Group', description: 'A call of this group.', picker: 'group',
});
