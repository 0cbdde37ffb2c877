import { COLOURED, PLAIN } from '../../../switch/trace/palette';
import { CHECKS } from '../doctor/checks';
import { examine, mustAct } from '../doctor/examine';
import { createPatient } from '../doctor/patient';
import { report } from '../doctor/report';
import { messageOf } from '../logs/log';
import { DOCTOR_HELP, readDoctorArguments, type DoctorArguments } from './doctorArguments';

/**
 * `kazoo-pivot doctor`: is everything there that a call needs?
 *
 * @returns the exit status: 0 nothing must be done, 1 something must, 2 the command line is wrong
 */
export async function doctor(argv: string[]): Promise<number> {
	let given: DoctorArguments | undefined;
	try {
		given = readDoctorArguments(argv, process.env);
	} catch (error) {
		process.stderr.write(`${messageOf(error)}\nkazoo-pivot doctor --help shows how.\n`);
		return 2;
	}
	if (!given) {
		process.stdout.write(DOCTOR_HELP);
		return 0;
	}
	const patient = createPatient(given.settings);
	try {
		const findings = await examine(CHECKS, patient);
		const colours = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
		process.stdout.write(given.json ? `${JSON.stringify(findings, null, 2)}\n` : report(findings, colours ? COLOURED : PLAIN));
		return mustAct(findings) ? 1 : 0;
	} finally {
		await patient.close();
	}
}
