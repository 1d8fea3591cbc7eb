import type { RecordedRequest } from "./fake-whapi.ts";
import type { FakeState } from "./fake-whapi-answers.ts";
import { groupReport, groupUpdateReport, participantsReport } from "./fake-whapi-reports.ts";

type Json = Record<string, unknown>;

interface Answer {
  status: number;
  body: unknown;
  contentType?: string;
}

type Handler = (request: RecordedRequest, state: FakeState) => Answer;

/** A group at the provider: its own fields, and beside them what other calls show. */
export type FakeGroup = Json & {
  id: string;
  participants?: { id: string; rank: string }[];
};

/** What belongs to groups but is not part of them at the provider. */
export interface FakeGroupState {
  groups: Map<string, FakeGroup>;
  inviteCodes: Map<string, string>;
  icons: Map<string, string>;
  /** Who asks to join, by group. */
  applications: Map<string, { chatId: string; request_method: string; timestamp: number }[]>;
  /** Numbers that nobody can add. */
  unreachable: Set<string>;
  groupSettings: { group: string; setting: string; policy: string }[];
  /** Groups that were left. */
  left: string[];
}

export const newFakeGroupState = (): FakeGroupState => ({
  groups: new Map(),
  inviteCodes: new Map(),
  icons: new Map(),
  applications: new Map(),
  unreachable: new Set(),
  groupSettings: [],
  left: [],
});

const ok = (body: unknown): Answer => ({ status: 200, body });
const refuse = (code: number, message: string): Answer => ({ status: code, body: { error: { code, message } } });
const success = ok({ success: true });

/** Runs on the group that the path names; 404 for one that is not there. */
const ofGroup =
  (answer: (group: FakeGroup, body: Json, state: FakeState) => Answer): Handler =>
  (request, state) => {
    const id = decodeURIComponent(new URL(request.path, "http://provider").pathname.split("/")[2] ?? "");
    const group = state.groups.get(id);
    return group ? answer(group, (request.body ?? {}) as Json, state) : refuse(404, "Specified group not found");
  };

const numbersOf = ({ participants }: Json): string[] => participants as string[];
/** Changes a group and tells of it as the provider does: as it was, and as it is. */
function update(group: FakeGroup, state: FakeState, change: Json): void {
  const before = structuredClone(group);
  Object.assign(group, change);
  state.outbox.push(groupUpdateReport(before, group));
}

function rank(group: FakeGroup, body: Json, state: FakeState, { isAdmin }: { isAdmin: boolean }): Answer {
  const numbers = numbersOf(body);
  for (const number of numbers) Object.assign(rankOf(group, number) ?? {}, { rank: isAdmin ? "admin" : "member" });
  state.outbox.push(participantsReport(group.id, numbers, isAdmin ? "promote" : "demote"));
  return success;
}

const rankOf = ({ participants = [] }: FakeGroup, number: string) => participants.find(({ id }) => id === number);

const invitedTo = (state: FakeState, code: string): FakeGroup | undefined => {
  const id = [...state.inviteCodes].find(([, known]) => known === code)?.[0];
  return id === undefined ? undefined : state.groups.get(id);
};

/** What the provider says about groups. */
export const groupHandlers: Record<string, Handler> = {
  "GET /groups/{GroupID}": ofGroup((group) => ok(group)),
  "POST /groups": ({ body }, state) => {
    const { subject } = body as { subject: string };
    const wanted = numbersOf(body as Json);
    const left = wanted.filter((number) => state.unreachable.has(number));
    const participants = [
      { id: state.phone, rank: "creator" },
      ...wanted.filter((number) => !state.unreachable.has(number)).map((id) => ({ id, rank: "member" })),
    ];
    const id = `12036302555014${String(1000 + state.groups.size)}@g.us`;
    const group = { id, name: subject, type: "group", timestamp: 1, participants };
    state.groups.set(id, group);
    state.inviteCodes.set(id, "FirstInviteCode1234567");
    state.outbox.push(groupReport(group));
    return ok({ ...group, ...(left.length > 0 ? { unprocessed_participants: left } : {}) });
  },
  "GET /groups/link/{InviteCode}": ({ path }, state) => {
    const group = invitedTo(state, decodeURIComponent(path.split("/").at(-1) ?? ""));
    if (!group) return refuse(404, "Specified invite code not found");
    const { id, name, participants } = group;
    return ok({ id, name, participants, participantsCount: participants?.length ?? 0 });
  },
  "PUT /groups": ({ body }, state) => {
    const code = (body as { invite_code: string }).invite_code;
    const group = invitedTo(state, code);
    if (!group) return refuse(404, "Specified invite code not found");
    group.participants = [...(group.participants ?? []), { id: state.phone, rank: "member" }];
    state.outbox.push(groupReport(group));
    return ok({ group_id: group.id });
  },
  "PUT /groups/{GroupID}": ofGroup((group, { subject, description }, state) => {
    update(group, state, {
      ...(subject === undefined ? {} : { name: subject }),
      ...(description === undefined ? {} : { description }),
    });
    return success;
  }),
  "PATCH /groups/{GroupID}": ofGroup((group, { setting, policy }, state) => {
    state.groupSettings.push({ group: group.id, setting: String(setting), policy: String(policy) });
    // Who approves new members is not among the fields of a group.
    const flag = flags[String(setting)];
    if (flag) update(group, state, { [flag]: policy === "admins" });
    return success;
  }),
  "DELETE /groups/{GroupID}": ofGroup((group, _body, state) => {
    state.left.push(group.id);
    group.participants = (group.participants ?? []).filter(({ id }) => id !== state.phone);
    state.outbox.push(participantsReport(group.id, [state.phone], "remove"));
    return success;
  }),
  "POST /groups/{GroupID}/participants": ofGroup((group, body, state) => {
    const wanted = numbersOf(body);
    if (wanted.some((number) => rankOf(group, number))) return refuse(409, "Participant is already in the group");
    const failed = wanted.filter((number) => state.unreachable.has(number));
    const processed = wanted.filter((number) => !state.unreachable.has(number));
    group.participants = [...(group.participants ?? []), ...processed.map((id) => ({ id, rank: "member" }))];
    if (processed.length > 0) state.outbox.push(participantsReport(group.id, processed, "add"));
    return ok({ success: failed.length === 0, processed, failed });
  }),
  "DELETE /groups/{GroupID}/participants": ofGroup((group, body, state) => {
    const gone = new Set(numbersOf(body));
    group.participants = (group.participants ?? []).filter(({ id }) => !gone.has(id));
    state.outbox.push(participantsReport(group.id, [...gone], "remove"));
    return ok({ success: true, processed: [...gone], failed: [] });
  }),
  "PATCH /groups/{GroupID}/admins": ofGroup((group, body, state) => rank(group, body, state, { isAdmin: true })),
  "DELETE /groups/{GroupID}/admins": ofGroup((group, body, state) => rank(group, body, state, { isAdmin: false })),
  "GET /groups/{GroupID}/icon": ofGroup(({ id }, _body, state) => {
    const icon = state.icons.get(id);
    if (!icon) return { status: 204, body: Buffer.alloc(0) };
    return { status: 200, body: Buffer.from(icon.split(",")[1] ?? "", "base64"), contentType: "image/png" };
  }),
  "PUT /groups/{GroupID}/icon": ofGroup(({ id }, { media }, state) => {
    state.icons.set(id, String(media));
    return success;
  }),
  "GET /groups/{GroupID}/invite": ofGroup(({ id }, _body, state) => ok({ invite_code: state.inviteCodes.get(id) })),
  "DELETE /groups/{GroupID}/invite": ofGroup(({ id }, _body, state) => {
    state.inviteCodes.set(id, "OtherInviteCode1234567");
    return success;
  }),
  "GET /groups/{GroupID}/applications": ofGroup(({ id }, _body, state) => {
    const applications = state.applications.get(id) ?? [];
    return ok({ applications, count: applications.length, total: applications.length, offset: 0 });
  }),
  "POST /groups/{GroupID}/applications": ofGroup((group, body, state) => {
    const { answer, wasOpen, number } = answerApplication(group, body, state);
    if (wasOpen) {
      group.participants = [...(group.participants ?? []), { id: number, rank: "member" }];
      state.outbox.push(participantsReport(group.id, [number], "add"));
    }
    return answer;
  }),
  "DELETE /groups/{GroupID}/applications": ofGroup((group, body, state) => {
    const { answer, wasOpen, number } = answerApplication(group, body, state);
    if (wasOpen) state.outbox.push(participantsReport(group.id, [number], "revoke_request"));
    return answer;
  }),
};

/** The provider's flag of a group for each setting it shows there. */
const flags: Record<string, string | undefined> = {
  send_messages: "announcements",
  edit_group_info: "restricted",
  add_participants: "adminAddMemberMode",
};

function answerApplication(group: FakeGroup, { application }: Json, state: FakeState) {
  const open = state.applications.get(group.id) ?? [];
  const rest = open.filter(({ chatId }) => chatId !== application);
  state.applications.set(group.id, rest);
  const wasOpen = rest.length < open.length;
  const error = wasOpen ? {} : { error: "Application not found" };
  const number = String(application).split("@")[0] ?? "";
  return { answer: ok([{ chatId: application, success: wasOpen, ...error }]), wasOpen, number };
}
