// Style sheets are imported for their effect; vite puts them into files of their own.
declare module '*.css';
