import type { RecordedRequest } from "./fake-whapi.ts";
import type { FakeState } from "./fake-whapi-answers.ts";

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
const rankOf = ({ participants = [] }: FakeGroup, number: string) => participants.find(({ id }) => id === number);

/** What the provider says about groups. */
export const groupHandlers: Record<string, Handler> = {
  "GET /groups/{GroupID}": ofGroup((group) => ok(group)),
  "POST /groups": ({ body }, state) => {
    const { subject } = body as { subject: string };
    const wanted = numbersOf(body as Json);
    const left = wanted.filter((number) => state.unreachable.has(number));
    const participants = wanted
      .filter((number) => !state.unreachable.has(number))
      .map((id) => ({ id, rank: "member" }));
    const id = `12036302555014${String(1000 + state.groups.size)}@g.us`;
    const group = { id, name: subject, type: "group", timestamp: 1, participants };
    state.groups.set(id, group);
    state.inviteCodes.set(id, "FirstInviteCode1234567");
    return ok({ ...group, ...(left.length > 0 ? { unprocessed_participants: left } : {}) });
  },
  "PUT /groups": ({ body }, state) => {
    const code = (body as { invite_code: string }).invite_code;
    const found = [...state.inviteCodes].find(([, known]) => known === code);
    return found ? ok({ group_id: found[0] }) : refuse(404, "Specified invite code not found");
  },
  "PUT /groups/{GroupID}": ofGroup((group, { subject, description }) => {
    if (subject !== undefined) group.name = subject;
    if (description !== undefined) group.description = description;
    return success;
  }),
  "PATCH /groups/{GroupID}": ofGroup((group, { setting, policy }, state) => {
    state.groupSettings.push({ group: group.id, setting: String(setting), policy: String(policy) });
    return success;
  }),
  "DELETE /groups/{GroupID}": ofGroup((group, _body, state) => {
    state.left.push(group.id);
    return success;
  }),
  "POST /groups/{GroupID}/participants": ofGroup((group, body, state) => {
    const wanted = numbersOf(body);
    if (wanted.some((number) => rankOf(group, number))) return refuse(409, "Participant is already in the group");
    const failed = wanted.filter((number) => state.unreachable.has(number));
    const processed = wanted.filter((number) => !state.unreachable.has(number));
    group.participants = [...(group.participants ?? []), ...processed.map((id) => ({ id, rank: "member" }))];
    return ok({ success: failed.length === 0, processed, failed });
  }),
  "DELETE /groups/{GroupID}/participants": ofGroup((group, body) => {
    const gone = new Set(numbersOf(body));
    group.participants = (group.participants ?? []).filter(({ id }) => !gone.has(id));
    return ok({ success: true, processed: [...gone], failed: [] });
  }),
  "PATCH /groups/{GroupID}/admins": ofGroup((group, body) => {
    for (const number of numbersOf(body)) Object.assign(rankOf(group, number) ?? {}, { rank: "admin" });
    return success;
  }),
  "DELETE /groups/{GroupID}/admins": ofGroup((group, body) => {
    for (const number of numbersOf(body)) Object.assign(rankOf(group, number) ?? {}, { rank: "member" });
    return success;
  }),
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
  "POST /groups/{GroupID}/applications": ofGroup(answerApplication),
  "DELETE /groups/{GroupID}/applications": ofGroup(answerApplication),
};

function answerApplication(group: FakeGroup, { application }: Json, state: FakeState): Answer {
  const open = state.applications.get(group.id) ?? [];
  const rest = open.filter(({ chatId }) => chatId !== application);
  state.applications.set(group.id, rest);
  const wasOpen = rest.length < open.length;
  return ok([{ chatId: application, success: wasOpen, ...(wasOpen ? {} : { error: "Application not found" }) }]);
}
