import { groups } from "../people.ts";
import { answers, notes, reacts, type Story, says } from "../story.ts";

/** What the team finds in the morning. */
export const today: Story[] = [
  {
    chat: "12025550143",
    ago: 4,
    assignee: "olivia",
    labels: ["damaged"],
    priority: "high",
    unread: true,
    steps: [
      says("Good morning! My order 2087 arrived today 🎉"),
      says("But the blue mug did not survive the trip…", { file: "broken mug", as: "mug" }),
      answers("olivia", "Oh no, I am so sorry, Marta! Thank you for the picture.", { to: "mug", after: 9 }),
      answers("olivia", "Would you like a new one, or your money back?", { after: 1, as: "offer" }),
      notes("olivia", "Third broken mug this week. @Caio, could we try the thicker boxes?"),
      says("A new one, please. It is a present for my sister!", { to: "offer", after: 14 }),
      reacts("❤️", "offer"),
      says("Her birthday is on Friday. Can it be here by then?", { after: 2 }),
    ],
  },
  {
    chat: groups.wholesale.id,
    ago: 11,
    assignee: "olivia",
    labels: ["wholesale"],
    unread: true,
    steps: [
      says("Hello all! What are the delivery slots for next week?", { by: "12025550162", as: "slots" }),
      answers("olivia", "Hi Priya! Tuesday and Thursday, from 7 to 10 in the morning.", {
        to: "slots",
        after: 12,
        as: "days",
      }),
      reacts("👍", "days", { by: "12025550155" }),
      reacts("👍", "days", { by: "12025550162" }),
      says("Thursday for us, as always. 12 kg of the house blend, please.", { by: "12025550155", after: 22 }),
      says("Tuesday for Lindgate. And is the Ethiopian back?", { by: "12025550171", after: 5, as: "ethiopian" }),
      answers("olivia", "Noted, both of you. The Ethiopian lands on Monday: I keep 6 kg for you, Oskar.", {
        to: "ethiopian",
      }),
      says("You are the best 🙌", { by: "12025550171", after: 3 }),
      says("Could we see the new bags before we order?", { by: "12025550151", after: 16 }),
    ],
  },
  {
    chat: "5511955550188",
    ago: 17,
    unread: true,
    steps: [
      says("Oi, bom dia! Vocês entregam em Pinheiros?"),
      says("Queria 2 pacotes do torra média, moído para coador", { after: 1 }),
    ],
  },
  {
    chat: "12025550155",
    ago: 26,
    assignee: "bia",
    labels: ["wholesale", "invoice"],
    steps: [
      says("Hi, could you send me last month's invoice once more?"),
      answers("bia", "Of course, Devon. Here it is.", { file: "invoice" }),
      says("Perfect, thank you!", { after: 12, as: "thanks" }),
      reacts("🙏", "thanks", { who: "bia" }),
    ],
  },
  {
    chat: "12025550104",
    ago: 33,
    unread: true,
    priority: "urgent",
    steps: [
      says("Hello, the payment page says “card declined”, but my bank shows the money is gone"),
      says("Twice!", { after: 1 }),
      says("Is anybody there?", { after: 9 }),
    ],
  },
  {
    chat: "12025550107",
    ago: 48,
    assignee: "caio",
    labels: ["delivery"],
    steps: [
      says("Where is my parcel? It should have been here yesterday."),
      answers("caio", "Hi Tobias, let me look that up for you.", { after: 4 }),
      notes("caio", "The carrier lost a day because of the storm. Parcel 5550 is in the van now."),
      answers("caio", "It is in the van and will be with you before 15:00 today.", { as: "van" }),
      reacts("👍", "van"),
    ],
  },
  {
    chat: "12025550111",
    ago: 62,
    assignee: "olivia",
    labels: ["subscription"],
    steps: [
      says("Hi! Can I pause my subscription while I am travelling?"),
      answers("olivia", "Sure! From when until when?"),
      says("All of December", { after: 25 }),
      answers("olivia", "Done: the next bag leaves on 2 January. Have a lovely trip! ✈️", { after: 8 }),
    ],
  },
  {
    chat: "5521955550161",
    ago: 75,
    assignee: "bia",
    labels: ["oficina"],
    unread: true,
    steps: [
      says("Oi! Ainda tem vaga na oficina de sábado?"),
      answers("bia", "Oi Júlia! Tem sim, restam duas. Quer que eu reserve?", { as: "vagas" }),
      says("Quero as duas! Vou levar minha mãe 😊", { to: "vagas", after: 11 }),
    ],
  },
  {
    chat: "12025550174",
    ago: 94,
    unread: true,
    steps: [says(null, { file: "voice" }), says("Sorry for the noise, I was on the tram", { after: 1 })],
  },
  {
    chat: "12025550118",
    ago: 121,
    assignee: "caio",
    labels: ["delivery"],
    priority: "medium",
    steps: [
      says("I moved. Could you change the address of order 2091?"),
      says(null, {
        after: 1,
        location: { latitude: 38.9072, longitude: -77.0369, name: "New place", address: "55 Quince Street" },
      }),
      answers("caio", "Changed! Enjoy the new place, Noor.", { refused: true }),
    ],
  },
];
