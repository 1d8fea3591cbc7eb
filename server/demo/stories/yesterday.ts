import { groups } from "../people.ts";
import { answers, notes, reacts, type Story, says } from "../story.ts";

const hours = (count: number): number => count * 60;

/** Half finished, half waiting. */
export const yesterday: Story[] = [
  {
    chat: "12025550122",
    ago: hours(19),
    assignee: "olivia",
    end: "resolved",
    labels: ["praise"],
    steps: [
      says("I just wanted to say: best coffee I had in years", { file: "latte", as: "latte" }),
      answers("olivia", "You made our day, Greta! What a beautiful heart.", { to: "latte" }),
      reacts("😍", "latte", { who: "olivia" }),
    ],
  },
  {
    chat: groups.oficina.id,
    ago: hours(20),
    assignee: "bia",
    labels: ["oficina"],
    steps: [
      says("Pessoal, o que precisamos levar no sábado?", { by: "5511955550112", as: "levar" }),
      answers("bia", "Só a vontade! Leite, xícaras e café ficam por nossa conta ☕", { to: "levar" }),
      says("Que horas começa mesmo?", { by: "5521955550161", after: 31 }),
      answers("bia", "Às 10h. A porta abre 9h45.", { after: 5, as: "horas" }),
      reacts("🎉", "horas", { by: "5511955550188" }),
    ],
  },
  {
    chat: "12025550126",
    ago: hours(21),
    assignee: "caio",
    end: { snoozedForHours: 20 },
    labels: ["equipment"],
    steps: [
      says("My grinder makes a strange noise since this morning."),
      answers("caio", "Hi Kenji! Does it also do that when it is empty?"),
      says("No, only with beans in it.", { after: 18 }),
      answers("caio", "Then it is most likely the burrs. I ask our technician and write to you tomorrow.", {
        after: 7,
      }),
    ],
  },
  {
    chat: "12025550129",
    ago: hours(22),
    steps: [says("Do you have decaf that does not taste like decaf?"), says("Asking for a friend 😄", { after: 1 })],
  },
  {
    chat: "5511955550112",
    ago: hours(23),
    assignee: "bia",
    end: "resolved",
    steps: [
      says("Boa tarde, o pix caiu em duplicidade"),
      answers("bia", "Boa tarde, Thiago! Já localizei, desculpe o transtorno. Devolvemos um deles hoje mesmo."),
      says("Recebi. Obrigado pela rapidez!", { after: 64, as: "obrigado" }),
      reacts("👏", "obrigado", { who: "bia" }),
    ],
  },
  {
    chat: "12025550133",
    ago: hours(24),
    assignee: "olivia",
    labels: ["press"],
    end: "pending",
    steps: [
      says("Hello, I write for a city magazine and would love to visit your roastery."),
      says(null, { file: "shop window", after: 1 }),
      answers("olivia", "With pleasure, Rowan! Mornings are best: that is when it smells like bread."),
    ],
  },
  {
    chat: "12025550136",
    ago: hours(25),
    assignee: "caio",
    end: "resolved",
    labels: ["delivery"],
    steps: [
      says("The parcel shop says they never got my bag."),
      answers("caio", "I called them: it was behind the counter. It is there under your name now."),
      says("Found it, thanks!", { after: 140 }),
    ],
  },
  {
    chat: "12025550139",
    ago: hours(27),
    assignee: "bia",
    labels: ["subscription"],
    priority: "low",
    steps: [
      says("Can I switch from whole beans to ground?"),
      answers("bia", "Yes, any time. Which brewer do you use?"),
      says("A small stovetop pot", { after: 9 }),
      answers("bia", "Then fine it is. Your next bag comes ground for the moka pot.", { after: 4 }),
    ],
  },
  {
    chat: "5511955550119",
    ago: hours(28),
    unread: true,
    labels: ["atacado"],
    steps: [
      says("Olá! Tenho uma cafeteria em Campinas e gostaria da tabela de atacado."),
      says("Consumimos uns 15 kg por mês", { after: 1 }),
    ],
  },
  {
    chat: "12025550147",
    ago: hours(30),
    assignee: "olivia",
    end: "resolved",
    steps: [
      says("Is the shop open on the holiday?"),
      answers("olivia", "From 9 to 13, Wren. There will be cinnamon buns!", { after: 3 }),
      notes("olivia", "Several people asked. I put a sign on the door."),
    ],
  },
];
