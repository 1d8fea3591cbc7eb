/** Everybody here is invented; the numbers are reserved for stories. */
export const customers = {
  "12025550143": "Marta Quill",
  "12025550155": "Devon Ash",
  "12025550162": "Priya Sandoval",
  "12025550171": "Oskar Lindgate",
  "12025550104": "Hana Brightwater",
  "12025550107": "Tobias Fenn",
  "12025550111": "Amara Osei",
  "12025550115": "Luca Ferrand",
  "12025550118": "Noor Haddadi",
  "12025550122": "Greta Solberg",
  "12025550126": "Kenji Morrow",
  "12025550129": "Ivy Castellan",
  "12025550133": "Rowan Pike",
  "12025550136": "Sofia Marlowe",
  "12025550139": "Elias Thorne",
  "12025550147": "Wren Abernathy",
  "12025550151": "Mateo Carrow",
  "12025550158": "Lena Voss",
  "12025550166": "Jonah Pell",
  "12025550169": "Farah Winslow",
  "12025550174": "",
  "5511955550188": "Rafaela Nogueira",
  "5511955550112": "Thiago Arruda",
  "5511955550119": "Camila Bittencourt",
  "5511955550127": "Dona Neide",
  "5511955550134": "Bruno Salgado",
  "5521955550161": "Júlia Peixoto",
  "5521955550170": "Otávio Lacerda",
} as const satisfies Record<string, string>;

export const groups = {
  wholesale: {
    id: "120363025550140017@g.us",
    name: "Harbor Lane – Wholesale",
    description: "Orders and delivery slots",
    // The first one is its administrator.
    members: ["12025550162", "12025550155", "12025550171", "12025550151"],
  },
  oficina: {
    id: "120363025550140025@g.us",
    name: "Oficina de latte art ☕",
    description: "Turma de sábado",
    members: ["5511955550188", "5511955550112", "5521955550161"],
  },
} as const;

export const OWN_NUMBER = "12025550100";

export const colleagues = {
  olivia: { name: "Olivia Marsh", email: "olivia@example.com", role: "administrator" },
  bia: { name: "Bia Fontes", email: "bia@example.com", role: "agent" },
  caio: { name: "Caio Prado", email: "caio@example.com", role: "agent" },
} as const;

export const PASSWORD = "Harbor-Lane-1";
export const COMPANY = "Harbor Lane Coffee";
