import type { ModuleDefinition } from '../moduleDefinition';
import { acdcAgent } from './acdc_agent';
import { acdcMember } from './acdc_member';
import { acdcQueue } from './acdc_queue';
import { acdcWaitTime } from './acdc_wait_time';
import { afterBridge } from './after_bridge';
import { answer } from './answer';
import { audioMacro } from './audio_macro';
import { branchBnumber } from './branch_bnumber';
import { branchVariable } from './branch_variable';
import { callForward } from './call_forward';
import { callPickup } from './call_pickup';
import { callWaiting } from './call_waiting';
import { callflow } from './callflow';
import { campingFeature } from './camping_feature';
import { checkCid } from './check_cid';
import { cidlistmatch } from './cidlistmatch';
import { collectDtmf } from './collect_dtmf';
import { conference } from './conference';
import { conferenceFeature } from './conference_feature';
import { deadAir } from './dead_air';
import { detectSpeech } from './detect_speech';
import { device } from './device';
import { directory } from './directory';
import { disa } from './disa';
import { doNotDisturb } from './do_not_disturb';
import { doorman } from './doorman';
import { dynamicCid } from './dynamic_cid';
import { eavesdrop } from './eavesdrop';
import { eavesdropFeature } from './eavesdrop_feature';
import { edr } from './edr';
import { faxDetect } from './fax_detect';
import { faxbox } from './faxbox';
import { flushDtmf } from './flush_dtmf';
import { functionModule } from './function';
import { group } from './group';
import { groupPickup } from './group_pickup';
import { groupPickupFeature } from './group_pickup_feature';
import { hangup } from './hangup';
import { hotdesk } from './hotdesk';
import { intercept } from './intercept';
import { interceptFeature } from './intercept_feature';
import { intercom } from './intercom';
import { language } from './language';
import { lookupcidname } from './lookupcidname';
import { manualPresence } from './manual_presence';
import { menu } from './menu';
import { missedCallAlert } from './missed_call_alert';
import { move } from './move';
import { nomorobo } from './nomorobo';
import { noop } from './noop';
import { notification } from './notification';
import { offnet } from './offnet';
import { pageGroup } from './page_group';
import { park } from './park';
import { pivot } from './pivot';
import { play } from './play';
import { prependCid } from './prepend_cid';
import { privacy } from './privacy';
import { receiveFax } from './receive_fax';
import { recordCall } from './record_call';
import { recordCaller } from './record_caller';
import { resources } from './resources';
import { response } from './response';
import { ringGroup } from './ring_group';
import { ringGroupToggle } from './ring_group_toggle';
import { routeToCid } from './route_to_cid';
import { sendDtmf } from './send_dtmf';
import { set } from './set';
import { setAlertInfo } from './set_alert_info';
import { setCid } from './set_cid';
import { setVariable } from './set_variable';
import { setVariables } from './set_variables';
import { skel } from './skel';
import { sleep } from './sleep';
import { temporalRoute } from './temporal_route';
import { tones } from './tones';
import { transfer } from './transfer';
import { tts } from './tts';
import { user } from './user';
import { voicemail } from './voicemail';
import { waitForHangup } from './wait_for_hangup';
import { webhook } from './webhook';

/** Every callflow module of every supported line of the switch, in the order of the editor's groups. */
export const MODULES: readonly ModuleDefinition[] = [
	// Talk
	play, tts, audioMacro, language, tones,
	// Listen
	detectSpeech, collectDtmf, flushDtmf, sendDtmf, menu, disa, directory,
	// Route
	device, user, group, ringGroup, ringGroupToggle, pageGroup, routeToCid, resources, offnet, intercom, doorman,
	callPickup,
	// Queue
	acdcWaitTime, set, acdcMember, acdcAgent, acdcQueue,
	// Voicemail and fax
	voicemail, faxbox, receiveFax, faxDetect,
	// Conference
	conference, conferenceFeature,
	// Park and pick up
	park, move, intercept, interceptFeature, groupPickup, groupPickupFeature,
	// Record
	recordCall, recordCaller,
	// Branch
	branchVariable, branchBnumber, checkCid, cidlistmatch, temporalRoute, nomorobo,
	// Caller ID
	setCid, prependCid, dynamicCid, lookupcidname, privacy, setAlertInfo,
	// Variables
	setVariables, setVariable,
	// Features
	callForward, callWaiting, doNotDisturb, hotdesk, manualPresence, missedCallAlert, notification, campingFeature,
	eavesdrop, eavesdropFeature,
	// Control
	pivot, callflow, functionModule, webhook, answer, hangup, response, sleep, noop, waitForHangup, deadAir, transfer,
	afterBridge, edr, skel,
];

const BY_NAME: ReadonlyMap<string, ModuleDefinition> = new Map(MODULES.map((definition) => [definition.module, definition]));

/** The definition of the module the switch calls `name`, or undefined. */
export function moduleNamed(name: string): ModuleDefinition | undefined {
	return BY_NAME.get(name);
}
