#pragma once

// A library's symbols are listed once, as SYMBOLS(X) with X(result, name, arguments), and expanded to the functions and to their names.

#define DECLARE(result, name, arguments) result(*name) arguments;
#define NAME(result, name, arguments) #name,
