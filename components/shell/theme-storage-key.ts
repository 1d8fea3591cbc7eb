/** Where this browser keeps the theme, so that it is there before the first paint. */
export const THEME_STORAGE_KEY = "parley_theme";
