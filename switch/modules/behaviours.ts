import { pivot } from '../pivot/askPivot';
import type { Behaviour } from './behaviour';
import { acdcWaitTime, branchBnumber, branchVariable, checkCid, cidListMatch, nomorobo, temporalRoute } from './branching';
import { dynamicCid, lookupCidName, prependCid, privacy, setAlertInfo, setCid } from './callerId';
import { resources } from './carriers';
import {
	afterBridge, announces, answer, callflow, clusterFunction, deadAir, hangup, joins, nothing, response, sleep, transfer,
	waitForHangup, webhook,
} from './control';
import { directory, disa } from './dialThrough';
import { collectDtmf, flushDtmf, sendDtmf } from './digits';
import { changesSetting, missedCallAlert, notification } from './features';
import { acdcAgent, acdcMember, conference, faxDetect, park, receiveFax } from './handOver';
import { menu } from './menu';
import { recordCall, recordCaller } from './recording';
import { device, doorman, group, hotdesk, intercom, pageGroup, ringGroup, ringGroupToggle, routeToCid, user } from './ringing';
import { audioMacro, detectSpeech, language, play, tones, tts } from './speech';
import { set, setVariable, setVariables } from './variables';
import { voicemail } from './voicemail';

/** What every module of the switch does to a virtual call (reference "kazoo-callflow-modules"). */
export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
	after_bridge: afterBridge,
	answer,
	callflow,
	dead_air: deadAir,
	edr: announces('an event record is published'),
	function: clusterFunction,
	hangup,
	noop: nothing,
	pivot,
	response,
	skel: nothing,
	sleep,
	transfer,
	wait_for_hangup: waitForHangup,
	webhook,

	audio_macro: audioMacro,
	detect_speech: detectSpeech,
	language,
	play,
	tones,
	tts,

	collect_dtmf: collectDtmf,
	directory,
	disa,
	flush_dtmf: flushDtmf,
	menu,
	send_dtmf: sendDtmf,

	call_pickup: joins('connected with another call', false),
	device,
	doorman,
	group,
	intercom,
	offnet: resources,
	page_group: pageGroup,
	resources,
	ring_group: ringGroup,
	ring_group_toggle: ringGroupToggle,
	route_to_cid: routeToCid,
	user,

	conference,
	conference_feature: conference,
	fax_detect: faxDetect,
	faxbox: receiveFax,
	park,
	receive_fax: receiveFax,
	voicemail,

	record_call: recordCall,
	record_caller: recordCaller,

	acdc_wait_time: acdcWaitTime,
	branch_bnumber: branchBnumber,
	branch_variable: branchVariable,
	check_cid: checkCid,
	cidlistmatch: cidListMatch,
	nomorobo,
	temporal_route: temporalRoute,

	dynamic_cid: dynamicCid,
	lookupcidname: lookupCidName,
	prepend_cid: prependCid,
	privacy,
	set_alert_info: setAlertInfo,
	set_cid: setCid,

	set,
	set_variable: setVariable,
	set_variables: setVariables,

	call_forward: changesSetting('call forwarding'),
	call_waiting: changesSetting('call waiting'),
	camping_feature: joins('camps on a busy extension'),
	do_not_disturb: changesSetting('do not disturb'),
	eavesdrop: joins('listens to another call'),
	eavesdrop_feature: joins('listens to another call'),
	group_pickup: joins('takes a call that rings elsewhere'),
	group_pickup_feature: joins('takes a call that rings elsewhere'),
	hotdesk,
	intercept: joins('takes over another call'),
	intercept_feature: joins('takes over another call'),
	manual_presence: announces('a busy lamp is set'),
	missed_call_alert: missedCallAlert,
	move: joins('pulls their own other call to this phone'),
	notification,

	acdc_agent: acdcAgent,
	acdc_member: acdcMember,
	acdc_queue: acdcAgent,
};
