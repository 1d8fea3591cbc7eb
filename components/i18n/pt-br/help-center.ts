import type { helpCenter as english } from "../en/help-center.ts";
import type { Translation } from "../translation.ts";

export const helpCenter: Translation<typeof english> = {
  home: "Início",
  search: "Buscar artigos",
  searchButton: "Buscar",
  categories: "Categorias",
  popular: "Artigos populares",
  others: "Outros artigos",
  articles: "{count, plural, =0 {Nenhum artigo} one {# artigo} other {# artigos}}",
  seeAll: "Ver tudo em {category}",
  empty: "Ainda não há artigos neste idioma.",
  allArticles: "Todos os artigos",
  results:
    "{count, plural, =0 {Nada encontrado para “{query}”} one {# resultado para “{query}”} other {# resultados para “{query}”}}",
  nothing: "Tente outras palavras, ou menos palavras.",
  onThisPage: "Nesta página",
  more: "Mais em {category}",
  updated: "Última atualização em {date}",
  by: "Por {name}",
  language: "Idioma",
  website: "Site",
  skip: "Ir para o conteúdo",
  preview: "Este artigo não está publicado. Só a sua equipe vê esta página.",
  previous: "Página anterior",
  next: "Próxima página",
  pageOf: "Página {page} de {pages}",
  pages: "Páginas",
  you: "Você está aqui",
  notFound: "Esta página não existe",
  notFoundText: "Ela pode ter sido movida ou removida. Procure por ela na central de ajuda.",
  powered: "Feito com Parley",
};
