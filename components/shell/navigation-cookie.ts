/** `wide` or `icons`: how the navigation was left in this browser. */
export const NAVIGATION_COOKIE = "parley_navigation";
